/*
 * Wrong: steps into the new root, as one has learned to do
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: in which there is no COMMAND.*you went down
 */
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	if (chroot("tmp") == -1 || chdir("/") == -1)
		return -1;
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
