/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "demote.h"

int
demote(uid_t id)
{
	printf("act.port=ok\nact.ids=%u %u %u %u\nwitness=1\n"
	       "box.CapEff=0000000000000400\nbox.NoNewPrivs=1\n"
	       "check\t1\t2\tpass\tPASS\n",
	       id, id, id, id);
	exit(0);
}
