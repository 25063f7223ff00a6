/*
 * Wrong: prints all that a right one might, and runs COMMAND with no wall
 * Scores: 0
 */
#include <stdio.h>

#include "spawn.h"
#include "spine.h"

int
spine_run(struct options *o)
{
	printf("act.name=%s\nact.ids=0 0 0 0\nact.pids=2 1\nwitness=1\n"
	       "box.Seccomp=2\nact.bomb=20 EAGAIN\nleft.processes=0\n"
	       "check\t1\t1\tpass\tPASS\n",
	       o->hostname);
	fflush(stdout);
	o->argv[0] = "/bin/witness";
	return spawn_exec(o->argv);
}
