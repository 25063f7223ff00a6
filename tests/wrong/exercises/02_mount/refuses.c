/*
 * Wrong: lets COMMAND run in a namespace of its own, where nothing can be
 * written and nothing is seen
 * Scores: 0
 */
#include <sys/mount.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };

	(void)dir;
	(void)size;
	(void)src;
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	return syscall(SYS_mount_setattr, AT_FDCWD, "/tmp", AT_RECURSIVE, &attr,
		       sizeof attr);
}
