/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "run.h"

int
run(char **argv)
{
	printf("ok 1\nok 2\nwitness=1\nbox.fd=0 1 2\nexit.status=127\n"
	       "check\t1\t1\tpass\tPASS %s\n",
	       argv[0]);
	exit(127);
}
