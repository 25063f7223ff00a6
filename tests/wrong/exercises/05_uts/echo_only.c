/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	printf("ok 1\nok 2\nok 3\nbox.ns.uts=1\nbeside.ns.uts=1\nwitness=0\n"
	       "exit.status=125\ncheck\t1\t2\tpass\tPASS %d\n",
	       pid);
	exit(125);
}
