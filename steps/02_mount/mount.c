/*
 * mount.c - a tree of mounts that is the box's own
 *
 * What a process sees as "the file system" is a tree of mounts, and the tree
 * belongs to its mount namespace (CLONE_NEWNS, the first namespace: Linux
 * 2.4.19, 2002).  A new one starts as a copy of the old.  We give the copy
 * another root, and then remove the old one:
 *
 *	copied from the host	bind, chdir, fill	pivot_root, detach
 *
 *	/			/			/    (was rootfs)
 *	|-- proc		|-- ...			|-- tmp   tmpfs
 *	`-- build/rootfs	`-- build/rootfs	`-- dev   tmpfs
 *				    |-- tmp   tmpfs	        |-- null
 *				    `-- dev   tmpfs	        `-- pts
 *
 * chroot only changed where "/" points; here nothing of the host is mounted
 * any more, so there is no above to climb to.
 *
 * Beware:
 *   - Mounts propagate.  Where the host's "/" is shared (systemd makes it so)
 *     a mount made in the copy appears on the host too, until MS_PRIVATE cuts
 *     the tie; and pivot_root(2) refuses a shared tree with EINVAL.
 *   - MS_BIND ignores MS_RDONLY: read-only takes a second call, which sets
 *     all flags anew.  It must repeat nosuid and nodev where they were set:
 *     in a user namespace dropping them is EPERM.
 *   - That second call reaches the top mount only.  mount_setattr(2), Linux
 *     5.12, reaches the mounts below as well.
 *   - A directory that was opened before leads out even afterwards: COMMAND
 *     must not inherit descriptors.  spawn_exec() sees to that.
 *
 * See mount_namespaces(7), mount(2), pivot_root(2), open_tree(2),
 * move_mount(2), mount_setattr(2).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "compat.h"
#include "mount.h"
#include "must.h"

void
mounts_make_private(void)
{
	must(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL),
	     "mount / MS_REC|MS_PRIVATE");
}

/* The flags of the mount at PATH, which a remount must repeat. */
static unsigned long
mount_flags(const char *path)
{
	struct statvfs s;
	unsigned long flags = 0;

	must(statvfs(path, &s), "statvfs %s", path);
	if (s.f_flag & ST_NOSUID)
		flags |= MS_NOSUID;
	if (s.f_flag & ST_NODEV)
		flags |= MS_NODEV;
	if (s.f_flag & ST_NOEXEC)
		flags |= MS_NOEXEC;
	if (s.f_flag & ST_NOATIME)
		flags |= MS_NOATIME;
	return flags;
}

static void
make_readonly(const char *path)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };
	unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY;
	long result = syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE,
			      &attr, sizeof attr);

	if (result == 0 || errno != ENOSYS)
		must(result, "mount_setattr %s MOUNT_ATTR_RDONLY", path);
	else
		must(mount(NULL, path, NULL, flags | mount_flags(path), NULL),
		     "mount %s MS_REMOUNT|MS_RDONLY", path);
}

void
mounts_enter_root(const char *dir)
{
	/* pivot_root(2) wants a mount point: bound on itself, DIR is one. */
	must(mount(dir, dir, NULL, MS_BIND | MS_REC, NULL), "mount %s MS_BIND",
	     dir);
	must(chdir(dir), "chdir %s", dir);
	make_readonly(".");
	must(mount("tmp", "tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777"),
	     "mount tmpfs on the box's /tmp");
}

/* Makes the file or directory PATH for something to be mounted on. */
static void
create_mount_point(const char *path, mode_t type)
{
	int fd;

	if (access(path, F_OK) == 0)
		return;
	if (S_ISDIR(type)) {
		must(mkdir(path, 0755), "mkdir %s", path);
		return;
	}
	fd = must(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644), "create %s",
		  path);
	close(fd);
}

void
mounts_make_dev(void)
{
	/* mknod(2) is forbidden in a user namespace: borrow the host's. */
	static const char *const nodes[] = { "null",   "zero",    "full",
					     "random", "urandom", "tty" };
	static const char *const links[][2] = {
		{ "/proc/self/fd", "dev/fd" }, { "fd/0", "dev/stdin" },
		{ "fd/1", "dev/stdout" },      { "fd/2", "dev/stderr" },
		{ "pts/ptmx", "dev/ptmx" },
	};
	char from[32], to[32];
	size_t i;

	must(mount("dev", "dev", "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755"),
	     "mount tmpfs on the box's /dev");
	for (i = 0; i < sizeof nodes / sizeof *nodes; i++) {
		snprintf(from, sizeof from, "/dev/%s", nodes[i]);
		snprintf(to, sizeof to, "dev/%s", nodes[i]);
		create_mount_point(to, S_IFREG);
		must(mount(from, to, NULL, MS_BIND, NULL), "mount %s MS_BIND",
		     from);
	}
	for (i = 0; i < sizeof links / sizeof *links; i++)
		must(symlink(links[i][0], links[i][1]), "symlink %s",
		     links[i][1]);
	must(mkdir("dev/pts", 0755), "mkdir dev/pts");
	must(mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
		   "newinstance,ptmxmode=0666"),
	     "mount devpts");
	must(mkdir("dev/shm", 01777), "mkdir dev/shm");
	must(
	    mount("shm", "dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777"),
	    "mount tmpfs on the box's /dev/shm");
}

/* open_tree(2) makes a copy of the mount at SRC, attached nowhere yet. */
void
mounts_open_binds(const struct list *list, struct binds *binds)
{
	int i;

	binds->n = list->n;
	for (i = 0; i < list->n; i++) {
		char *src = strdup(list->item[i]), *dst = strchr(src, ':');
		char *end = dst ? strchr(dst + 1, ':') : NULL;

		if (!dst || dst == src || dst[1] != '/' ||
		    (end && strcmp(end, ":ro") != 0))
			die("--bind %s: want SRC:/DST or SRC:/DST:ro",
			    list->item[i]);
		*dst++ = '\0';
		if (end)
			*end = '\0';
		binds->dst[i] = dst;
		binds->readonly[i] = end != NULL;
		binds->fd[i] = must(
		    syscall(SYS_open_tree, AT_FDCWD, src,
			    OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE),
		    "open_tree %s", src);
	}
}

void
mounts_pivot_root(void)
{
	/* The same place for the new root and for the old one: the old one
	 * ends up mounted over the new, where "." finds and detaches it. */
	must(syscall(SYS_pivot_root, ".", "."), "pivot_root . .");
	must(umount2(".", MNT_DETACH), "umount2 . MNT_DETACH");
	must(chdir("/"), "chdir /");
}

void
mounts_attach_binds(const struct binds *binds)
{
	struct stat s;
	int i;

	for (i = 0; i < binds->n; i++) {
		must(fstat(binds->fd[i], &s), "fstat");
		create_mount_point(binds->dst[i], s.st_mode & S_IFMT);
		must(syscall(SYS_move_mount, binds->fd[i], "", AT_FDCWD,
			     binds->dst[i], MOVE_MOUNT_F_EMPTY_PATH),
		     "move_mount to %s", binds->dst[i]);
		if (binds->readonly[i])
			make_readonly(binds->dst[i]);
		close(binds->fd[i]);
	}
}
