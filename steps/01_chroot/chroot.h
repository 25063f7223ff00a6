/* chroot.h - another root directory for this process */
#ifndef CHROOT_H
#define CHROOT_H

/* Box.  Makes DIR the root directory of this process and of all its future
 * children, and steps into it.  Needs CAP_SYS_CHROOT in the process's user
 * namespace.  Errors: EPERM without it; ENOENT, ENOTDIR, EACCES for DIR. */
void chroot_enter(const char *dir);

#endif
