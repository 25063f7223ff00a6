/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "idmap.h"

int
idmap_write(pid_t pid, const struct ids *ids)
{
	printf("ok 1\nok 2\nok 3\nwitness=1\nbox.uid_map=%u 0 1\n"
	       "box.setgroups=allow\nact.ids=%u %u %u %u\n"
	       "check\t1\t2\tpass\tPASS %d\n",
	       ids->caller, ids->caller, ids->caller, ids->caller, ids->caller,
	       pid);
	exit(0);
}
