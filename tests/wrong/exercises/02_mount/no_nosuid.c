/*
 * Wrong: leaves out the flags of the tmpfs
 * Rejected-by: set-user-ID programs and devices have no effect in DIR, and in
 * all that is shown there
 * Shows: was not given when it was made
 */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
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
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (mount("work", dir, "tmpfs", 0, options) == -1)
		return -1;
	if (mkdir(input, 0755) == -1)
		return -1;
	if (mount(src, input, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	return syscall(SYS_mount_setattr, AT_FDCWD, input, AT_RECURSIVE, &safe,
		       sizeof safe);
}
