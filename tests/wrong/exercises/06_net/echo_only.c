/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "cable.h"

int
cable_lay(pid_t one, pid_t other)
{
	printf("ok 1\nok 2\nok 3\nwitness=2\nact.eth0=10.0.0.1 up\n"
	       "act.to_box=ok\nact.to_box2=ok\nleft.links=\n"
	       "check\t1\t2\tpass\tPASS %d %d\n",
	       one, other);
	exit(0);
}

int
cable_plug(uint32_t ip)
{
	return ip == 0;
}
