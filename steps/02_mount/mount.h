/*
 * mount.h - a tree of mounts that is the box's own
 *
 * All of these run in the box, in its new mount namespace, and in the order
 * in which they stand here.  They need CAP_SYS_ADMIN in the user namespace
 * that owns the mount namespace.
 */
#ifndef MOUNT_H
#define MOUNT_H

#include "options.h"

/* Binds, as descriptors between the two halves of their making. */
struct binds {
	int n, fd[LIST_MAX], self;
	char *dst[LIST_MAX];
	bool readonly[LIST_MAX];
};

/* Cuts the ties by which mounts made here would show up on the host. */
void mounts_make_private(void);

/* Takes hold of each SRC of "SRC:/DST[:ro]", as the host names it: before
 * the working directory changes, and before anything is mounted over it. */
void mounts_open_binds(const struct list *list, struct binds *binds);

/* Makes the tree DIR a mount of its own, read-only, with an empty writable
 * /tmp, and steps into it.  DIR must hold the directories tmp and dev. */
void mounts_enter_root(const char *dir);

/* Fills "dev": null, zero, full, random, urandom, tty from the host, pts and
 * shm of its own.  A process whose ids are not mapped cannot call it: it may
 * create no file, not even in a file system of its own (EOVERFLOW). */
void mounts_make_dev(void);

/* Makes the working directory the root, and the host's tree unreachable. */
void mounts_pivot_root(void);

/* Puts each SRC at its DST, as the box names it.  DST must exist, or lie in
 * the box's /tmp or /dev, where it is made. */
void mounts_attach_binds(const struct binds *binds);

/* Makes the mount at PATH read-only, and all mounts below it. */
void readonly_make(const char *path);

/* The same, when /proc is out of sight: SELF is what readonly_open_self()
 * gave before, -1 where mount_setattr(2) makes do without.  Else it leads to
 * the host's /proc: whoever opened it closes it, before COMMAND can find it. */
void readonly_make_at(int self, const char *path);
int readonly_open_self(void);

#endif
