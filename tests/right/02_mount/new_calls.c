/*
 * Right: the calls of Linux 5.2 and 5.12: both trees are finished before they
 * are attached anywhere
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

enum { SET_STRING = 1, CREATE = 6, RDONLY = 1, NOSUID = 2, NODEV = 4 };

static int
attach(int fd, const char *at)
{
	return syscall(SYS_move_mount, fd, "", AT_FDCWD, at,
		       MOVE_MOUNT_F_EMPTY_PATH) == -1
		   ? -1
		   : close(fd);
}

static int
memory(unsigned long long size)
{
	char text[32];
	int fs = syscall(SYS_fsopen, "tmpfs", 1), fd;

	snprintf(text, sizeof text, "%llu", size);
	syscall(SYS_fsconfig, fs, SET_STRING, "size", text, 0);
	syscall(SYS_fsconfig, fs, CREATE, NULL, NULL, 0);
	fd = syscall(SYS_fsmount, fs, 1, NOSUID | NODEV);
	close(fs);
	return fd;
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	struct mount_attr attr = { .attr_set = RDONLY | NOSUID | NODEV,
				   .propagation = MS_PRIVATE };
	int tree;

	if (unshare(CLONE_NEWNS))
		return -1;
	mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	tree = syscall(SYS_open_tree, AT_FDCWD, src,
		       OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
	if (tree == -1 ||
	    syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE,
		    &attr, sizeof attr) == -1)
		return -1;
	if (attach(memory(size), dir) == -1 || chdir(dir) == -1 ||
	    mkdir("input", 0755) == -1)
		return -1;
	return attach(tree, "input");
}
