/*
 * escape.c - get out of a chroot, as its root
 *
 * A process has a root directory, where paths that begin with "/" start, and a
 * working directory for all others.  The kernel stops ".." at the first one,
 * and nowhere else.
 *
 * See chroot(2), path_resolution(7).
 */
#include "escape.h"

int
chroot_escape(void)
{
	/* TODO: what escape.h promises. */
	return 0;
}
