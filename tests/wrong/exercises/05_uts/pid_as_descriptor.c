/*
 * Wrong: gives setns(2) the PID
 * Rejected-by: COMMAND is in the box's UTS namespace
 * Shows: EBADF.*descriptor of an open file
 */
#include <sched.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	return setns(pid, CLONE_NEWUTS);
}
