/*
 * Wrong: makes no directory to show SRC in
 * Rejected-by: DIR is a file system in memory, in a mount namespace of
 * COMMAND's own
 * Shows: ENOENT.*DIR/input has to be made
 */
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	struct mount_attr safe = { .attr_set = 1 | 2 | 4 };
	char input[PATH_MAX], options[64];

	snprintf(input, sizeof input, "%s/input", dir);
	snprintf(options, sizeof options, "size=%llu", size);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1)
		return -1;
	if (mount(src, input, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	return syscall(SYS_mount_setattr, AT_FDCWD, input, AT_RECURSIVE, &safe,
		       sizeof safe);
}
