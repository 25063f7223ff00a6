/*
 * Wrong: limits the program itself, and COMMAND through it, with setrlimit(2)
 * Scores: 0
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "contain.h"

int
contain_make(const struct group *g)
{
	struct rlimit memory = { strtoul(g->bytes, NULL, 10),
				 strtoul(g->bytes, NULL, 10) };
	struct rlimit tasks = { strtoul(g->pids, NULL, 10),
				strtoul(g->pids, NULL, 10) };

	if (setrlimit(RLIMIT_AS, &memory) == -1)
		return -1;
	return setrlimit(RLIMIT_NPROC, &tasks);
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
	return HIT_MEMORY;
}

int
contain_end(const struct group *g)
{
	(void)g;
	return 0;
}
