/* idmap.h - which ids a box has, and which of them is the caller */
#ifndef IDMAP_H
#define IDMAP_H

#include <sys/types.h>

/* The ids of a box, 0 to COUNT - 1: for users and for groups alike. */
struct ids {
	unsigned caller; /* inside; 0 < CALLER < COUNT */
	unsigned first; /* outside */
	unsigned count;
};

/* Host, while PID waits in its new user namespace.  Maps CALLER to our own
 * effective user id, and to our own effective group id; every other id N of
 * the box to FIRST + N.  (Our own ids do not lie in that range.)
 *
 * Where the kernel refuses this with EPERM, because we may not map so many or
 * have them not ourselves, the box has one id, CALLER.
 *
 * setgroups(2) stays allowed in the box, unless gid_map can be written only
 * after it was denied.
 *
 * Returns 0, or -1 with errno. */
int idmap_write(pid_t pid, const struct ids *ids);

#endif
