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
 *   - MS_BIND ignores MS_RDONLY: read-only takes a second call, readonly.c.
 *   - A device's mode and owner are the host's, even where its node is bound
 *     elsewhere.  A read-only mount keeps both, and writes to the device pass.
 *   - A directory that was opened before leads out even afterwards: COMMAND
 *     must not inherit descriptors.  spawn_exec() sees to that.
 *   - Whatever is made below a bind is made on the host, and stays.
 *
 * See mount_namespaces(7), mount(2), pivot_root(2), open_tree(2),
 * move_mount(2).
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

void
mounts_enter_root(const char *dir)
{
	/* pivot_root(2) wants a mount point: bound on itself, DIR is one. */
	must(mount(dir, dir, NULL, MS_BIND | MS_REC, NULL), "mount %s MS_BIND",
	     dir);
	must(chdir(dir), "chdir %s", dir);
	readonly_make(".");
	must(mount("tmp", "tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777"),
	     "mount tmpfs on the box's /tmp");
}

void
mounts_make_dev(void)
{
	/* In a user namespace nobody can make a device: borrow the host's. */
	static const char *const nodes[] = { "/dev/null",    "/dev/zero",
					     "/dev/full",    "/dev/random",
					     "/dev/urandom", "/dev/tty" };
	static const char *const links[][2] = {
		{ "/proc/self/fd", "dev/fd" }, { "fd/0", "dev/stdin" },
		{ "fd/1", "dev/stdout" },      { "fd/2", "dev/stderr" },
		{ "pts/ptmx", "dev/ptmx" },
	};
	const char *to;
	size_t i;

	must(mount("dev", "dev", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		   "mode=755"),
	     "mount tmpfs on the box's /dev");
	for (i = 0; i < sizeof nodes / sizeof *nodes; i++) {
		to = nodes[i] + 1; /* "dev/null" */
		must(mknod(to, S_IFREG | 0644, 0), "create %s", to);
		must(mount(nodes[i], to, NULL, MS_BIND, NULL),
		     "mount %s MS_BIND", nodes[i]);
		readonly_make(to); /* or chmod reaches the host's */
	}
	for (i = 0; i < sizeof links / sizeof *links; i++)
		must(symlink(links[i][0], links[i][1]), "symlink %s",
		     links[i][1]);
	must(mkdir("dev/pts", 0755), "mkdir dev/pts");
	must(mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
		   "newinstance,ptmxmode=0666"),
	     "mount devpts");
	/* For shm_open(3).  mkdir(2) heeds the umask, chmod(2) does not. */
	must(mkdir("dev/shm", 0755), "mkdir dev/shm");
	must(chmod("dev/shm", 01777), "chmod dev/shm 1777");
}

/* Splits "SRC:/DST[:ro]" where its colons are; returns SRC. */
static char *
parse_bind(const char *text, char **dst, bool *readonly)
{
	char *src = strdup(text), *end;

	if (!src)
		die("--bind: out of memory");
	*dst = strchr(src, ':');
	end = *dst ? strchr(*dst + 1, ':') : NULL;
	if (!*dst || *dst == src || (*dst)[1] != '/' ||
	    (end && strcmp(end, ":ro") != 0))
		die("--bind %s: want SRC:/DST or SRC:/DST:ro", text);
	*(*dst)++ = '\0';
	if (end)
		*end = '\0';
	if ((*dst)[strspn(*dst, "/.")] == '\0')
		die("--bind %s: another root is for --root DIR", text);
	*readonly = end != NULL;
	return src;
}

/* open_tree(2) makes a copy of the mount at SRC, attached nowhere yet. */
void
mounts_open_binds(const struct list *list, struct binds *binds)
{
	int i;

	binds->n = list->n;
	binds->self = list->n > 0 ? readonly_open_self() : -1;
	for (i = 0; i < list->n; i++) {
		char *src = parse_bind(list->item[i], &binds->dst[i],
				       &binds->readonly[i]);

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

/* Makes the file or directory PATH, for something to be mounted on; only on
 * the devices OWN: below an earlier bind it would be made on the host. */
static void
create_mount_point(const char *path, mode_t type, const dev_t own[2])
{
	char copy[PATH_MAX];
	struct stat above;

	if (access(path, F_OK) == 0)
		return;
	if (errno != ENOENT)
		must(-1, "access %s", path);
	snprintf(copy, sizeof copy, "%s", path);
	must(stat(dirname(copy), &above), "--bind %s: stat %s", path, copy);
	if (above.st_dev != own[0] && above.st_dev != own[1])
		die("--bind: no %s, and only /tmp and /dev take new names",
		    path);
	if (S_ISDIR(type))
		must(mkdir(path, 0755), "mkdir %s", path);
	else
		must(mknod(path, S_IFREG | 0644, 0), "create %s", path);
}

void
mounts_attach_binds(const struct binds *binds)
{
	struct stat s, tmp, dev;
	char dst[PATH_MAX];
	int i;

	for (i = 0; i < binds->n; i++) {
		if (i == 0) { /* now, while no bind covers them */
			must(stat("/tmp", &tmp), "stat /tmp");
			must(stat("/dev", &dev), "stat /dev");
		}
		must(fstat(binds->fd[i], &s), "fstat what open_tree gave");
		create_mount_point(binds->dst[i], s.st_mode,
				   (dev_t[]){ tmp.st_dev, dev.st_dev });
		/* move_mount(2) itself would not follow a link. */
		must(realpath(binds->dst[i], dst) ? 0 : -1, "realpath %s",
		     binds->dst[i]);
		must(syscall(SYS_move_mount, binds->fd[i], "", AT_FDCWD, dst,
			     MOVE_MOUNT_F_EMPTY_PATH),
		     "move_mount to %s", dst);
		if (binds->readonly[i])
			readonly_make_at(binds->self, dst);
		close(binds->fd[i]);
	}
	if (binds->self != -1)
		close(binds->self);
}
