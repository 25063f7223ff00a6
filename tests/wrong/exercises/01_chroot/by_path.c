/*
 * Wrong: makes "../../.." its root, and stays where it stands
 * Rejected-by: COMMAND's working directory is the host's root, too
 * Shows: COMMAND stands somewhere else
 */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	char up[PATH_MAX] = "..";

	while (strlen(up) + 4 < sizeof up)
		strcat(up, "/..");
	if (chroot("tmp") == -1)
		return -1;
	return chroot(up);
}
