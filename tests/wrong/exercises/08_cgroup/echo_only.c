/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "contain.h"

int
contain_make(const struct group *g)
{
	printf("act.hog=killed 9\nact.bomb=20 EAGAIN\nact.bytes=%s\n"
	       "act.tasks=%s\noom_kill 1\nmax 1\nexit.status=101\n"
	       "left.processes=0\ncheck\t1\t2\tpass\tPASS\n",
	       g->bytes, g->pids);
	exit(100 + HIT_MEMORY);
}

int
contain_add(const struct group *g, pid_t pid)
{
	(void)g;
	(void)pid;
	return 0;
}

int
contain_hits(const struct group *g)
{
	(void)g;
	return 0;
}

int
contain_end(const struct group *g)
{
	(void)g;
	return 0;
}
