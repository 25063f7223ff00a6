/*
 * Wrong: copies the files instead of showing them
 * Rejected-by: SRC is shown in DIR/input, and cannot be written there
 * Shows: a copy is not them
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
	char input[PATH_MAX], options[PATH_MAX + 8];

	snprintf(input, sizeof input, "%s/input", dir);
	snprintf(options, sizeof options, "size=%llu", size);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1)
		return -1;
	if (mkdir(input, 0755) == -1)
		return -1;
	/* all files that there are today */
	snprintf(options, sizeof options, "%s/file", input);
	if (mknod(options, S_IFREG | 0644, 0) == -1 || access(src, R_OK) == -1)
		return -1;
	if (mount(input, input, NULL, MS_BIND, NULL) == -1)
		return -1;
	return syscall(SYS_mount_setattr, AT_FDCWD, input, AT_RECURSIVE, &safe,
		       sizeof safe);
}
