/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "init.h"

int
init_run(char **argv)
{
	printf("ok 1\nok 2\nok 3\nact.pids=2 1\nact.zombies=0\nact.term=1\n"
	       "witness=1\nexit.status=127\nleft.processes=0\n"
	       "check\t1\t2\tpass\tPASS %s\n",
	       argv[0]);
	exit(127);
}
