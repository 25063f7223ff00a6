/*
 * Wrong: does not look at what the calls return
 * Rejected-by: without the right to call chroot(2), it says so, and COMMAND
 * does not run
 * Shows: failed with EPERM, and COMMAND ran all the same
 */
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	chroot("tmp");
	for (i = 0; i < 5000; i++)
		chdir("..");
	chroot(".");
	return 0;
}
