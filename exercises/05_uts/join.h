/* join.h - become a member of another process's UTS namespace */
#ifndef JOIN_H
#define JOIN_H

#include <sys/types.h>

/* Makes the calling process a member of the UTS namespace that process PID is
 * in, and of no other namespace of its.  Leaves no descriptor open.  Returns
 * 0, or -1 with errno:
 *	ESRCH	there is no process PID
 *	EINVAL	it is in our own UTS namespace: there is nothing to join
 *	EPERM	we may not (as setns(2) says it)
 * What it has looked at must be what it joins: a PID may be another process's
 * the moment after. */
int uts_join(pid_t pid);

#endif
