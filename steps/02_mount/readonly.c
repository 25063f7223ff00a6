/*
 * readonly.c - a mount made read-only, with all that is below
 *
 * Read-only, like nosuid or nodev, is a flag of each mount.  mount(2) changes
 * it for one, and has to be told all flags: those that it does not name are
 * gone.  (In a user namespace, step 04, flags that a mount has from outside
 * cannot be taken away: then it says EPERM.)  mount_setattr(2), Linux 5.12,
 * adds a flag, to a mount and to all below:
 *
 *	SRC		rw,nosuid		ro,nosuid
 *	`-- below	rw,noexec		ro,noexec
 *
 * On an older kernel we do the same one by one.  Their list is in
 * /proc/self/mounts, with names as seen from our root directory; space, tab,
 * newline and backslash stand there as \040 and so on, which getmntent(3)
 * undoes.
 *
 * See mount(2), mount_setattr(2), getmntent(3), proc_pid_mounts(5).
 */
#include <errno.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "compat.h"
#include "mount.h"
#include "must.h"

/* A kernel that has mount_setattr(2) finds these arguments wrong. */
int
readonly_open_self(void)
{
	if (syscall(SYS_mount_setattr, -1, NULL, 0, NULL, 0) == -1 &&
	    errno == EINVAL)
		return -1;
	return must(open("/proc/self", O_PATH | O_DIRECTORY | O_CLOEXEC),
		    "open /proc/self");
}

/* Of two mounts at PATH this is the one on top, and so are the flags, which
 * the list may have of the other.  How it keeps access times stays as it is, as
 * long as we name no flag for that. */
static void
remount(const char *path)
{
	unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY;
	struct statvfs s;

	must(statvfs(path, &s), "statvfs %s", path);
	if (s.f_flag & ST_NOSUID)
		flags |= MS_NOSUID;
	if (s.f_flag & ST_NODEV)
		flags |= MS_NODEV;
	if (s.f_flag & ST_NOEXEC)
		flags |= MS_NOEXEC;
	must(mount(NULL, path, NULL, flags, NULL),
	     "mount %s MS_REMOUNT|MS_BIND|MS_RDONLY", path);
}

/* Opened anew each time, for it shows names as from the root directory that
 * we have at that moment.  An error ends it all: a mount that we passed over
 * would be one that COMMAND can write to. */
static void
remount_each(int self, const char *path)
{
	FILE *list = fdopen(must(openat(self, "mounts", O_RDONLY | O_CLOEXEC),
				 "open /proc/self/mounts"),
			    "r");
	char top[PATH_MAX], text[16 * PATH_MAX]; /* names can be long */
	struct mntent m;
	size_t n;

	must(list && realpath(path, top) ? 0 : -1, "realpath %s", path);
	n = strlen(top);
	while (getmntent_r(list, &m, text, sizeof text))
		if (strncmp(m.mnt_dir, top, n) == 0 &&
		    (m.mnt_dir[n] == '/' || m.mnt_dir[n] == '\0'))
			remount(m.mnt_dir);
	must(ferror(list) ? -1 : 0, "read /proc/self/mounts");
	endmntent(list);
}

void
readonly_make_at(int self, const char *path)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };

	if (self != -1)
		remount_each(self, path);
	else
		must(syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE,
			     &attr, sizeof attr),
		     "mount_setattr %s MOUNT_ATTR_RDONLY", path);
}

void
readonly_make(const char *path)
{
	int self = readonly_open_self();

	readonly_make_at(self, path);
	if (self != -1)
		close(self);
}
