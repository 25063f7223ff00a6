/*
 * Right: cuts the ties in two steps, one for each direction; and binds by way
 * of a descriptor, in a directory that is its working directory
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
	struct mount_attr attr = { .attr_set = 1 | 2 | 4 };
	char options[64], from[32];
	int fd;

	if (unshare(CLONE_NEWNS) || mount("", "/", "", MS_SLAVE | MS_REC, "") ||
	    mount("", "/", "", MS_PRIVATE | MS_REC, ""))
		return -1;
	snprintf(options, sizeof options, "size=%llu,nr_inodes=1000", size);
	if (mount("", dir, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options))
		return -1;
	fd = open(src, O_PATH | O_DIRECTORY | O_CLOEXEC);
	snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
	if (chdir(dir) || mkdir("input", 0500) ||
	    mount(from, "input", "", MS_BIND | MS_REC, ""))
		return -1;
	return syscall(SYS_mount_setattr, AT_FDCWD, "input", AT_RECURSIVE,
		       &attr, sizeof attr);
}
