/*
 * Wrong: stops a directory before the topmost one
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: stopped on the way up
 */
#include <sys/stat.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	struct stat above, top;

	if (chroot("tmp") == -1)
		return -1;
	do {
		if (chdir("..") == -1 || stat("..", &above) == -1 ||
		    stat("../..", &top) == -1)
			return -1;
	} while (above.st_ino != top.st_ino || above.st_dev != top.st_dev);
	return chroot(".");
}
