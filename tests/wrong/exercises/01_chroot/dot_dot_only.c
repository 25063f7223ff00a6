/*
 * Wrong: climbs from where ".." leads nowhere
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: COMMAND is still in the chroot
 */
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
