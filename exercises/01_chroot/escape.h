/* escape.h - get out of a chroot, as its root */
#ifndef ESCAPE_H
#define ESCAPE_H

/* The caller is in a chroot, or in one that lies in another, however deep,
 * and has the right to call chroot(2), CAP_SYS_CHROOT.  Its working directory
 * is its root directory, and there is a directory "tmp" in it.  It has no
 * descriptor of any directory, and could not go there: fchdir(2) is forbidden.
 *
 * Makes the host's root directory the caller's root directory and working
 * directory.  Leaves nothing behind: no directory, no open descriptor.
 * Returns 0, or -1 with the errno of the call that failed; without the right
 * that is EPERM. */
int chroot_escape(void);

#endif
