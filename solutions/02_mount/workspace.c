/*
 * workspace.c - a place to work in that nobody else sees
 *
 * The tree of mounts belongs to a mount namespace.  A new one starts as a copy
 * of the old one, and may be tied to it: first we cut the ties, or what comes
 * next happens on the host, too.
 *
 *	the copy		after			flags
 *
 *	/			/
 *	|-- SRC			|-- SRC
 *	|   `-- below		|   `-- below
 *	`-- DIR			`-- DIR			nosuid,nodev
 *				    `-- input		ro,nosuid,nodev
 *				        `-- below	ro,nosuid,nodev
 *
 * A bind mount is a second mount of the same files, with flags of its own, so
 * SRC stays as it is.  mount_setattr(2), Linux 5.12, sets flags on a mount and
 * on all below, and leaves alone those that it does not name.  Before that a
 * remount set them for one mount, and those that it did not name were gone: so
 * one by one, as /proc/self/mounts lists them, and with noexec where it was.
 *
 * See mount_namespaces(7), mount(2), tmpfs(5), mount_setattr(2),
 * getmntent(3).
 */
#include <errno.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

#ifndef MOUNT_ATTR_NOSUID /* Added in Linux 5.2, as the one for read-only */
#define MOUNT_ATTR_NOSUID 0x00000002
#define MOUNT_ATTR_NODEV  0x00000004
#endif

static int
make_memory(const char *dir, unsigned long long size)
{
	char options[64];

	snprintf(options, sizeof options, "mode=755,size=%llu", size);
	return mount("workspace", dir, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

static int
remount(const struct mntent *m)
{
	unsigned long flags =
	    MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV;

	if (hasmntopt(m, "noexec"))
		flags |= MS_NOEXEC;
	return mount(NULL, m->mnt_dir, NULL, flags, NULL);
}

/* The mount at DST and those below. */
static int
remount_each(const char *dst)
{
	char top[PATH_MAX];
	FILE *list = setmntent("/proc/self/mounts", "re");
	struct mntent *m;
	size_t n;
	int result = 0;

	if (!list || !realpath(dst, top))
		return -1;
	n = strlen(top);
	while (result == 0 && (m = getmntent(list)))
		if (strncmp(m->mnt_dir, top, n) == 0 &&
		    (m->mnt_dir[n] == '/' || m->mnt_dir[n] == '\0'))
			result = remount(m);
	endmntent(list);
	return result;
}

static int
show_readonly(const char *src, const char *dst)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY |
					       MOUNT_ATTR_NOSUID |
					       MOUNT_ATTR_NODEV };

	if (mkdir(dst, 0755) == -1)
		return -1;
	if (mount(src, dst, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	if (syscall(SYS_mount_setattr, AT_FDCWD, dst, AT_RECURSIVE, &attr,
		    sizeof attr) == 0)
		return 0;
	return errno == ENOSYS ? remount_each(dst) : -1;
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char input[PATH_MAX];

	snprintf(input, sizeof input, "%s/input", dir);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (make_memory(dir, size) == -1)
		return -1;
	return show_readonly(src, input);
}
