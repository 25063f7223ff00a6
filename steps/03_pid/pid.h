/* pid.h - process numbers of the box's own, and the process numbered 1 */
#ifndef PID_H
#define PID_H

/* Box, in its new PID and mount namespaces, in the directory that will be
 * its root, and before the host's mounts are gone: in a user namespace the
 * kernel mounts a new proc only where it can see an old one in full.
 * Errors: EPERM where parts of the old one are covered, as inside docker. */
void pid_mount_proc(void);

/* Box, as PID 1, last of all.  Forgets its environment and descriptors, and
 * starts a child, PID 2, that runs FN(ARGV) in PID 1's memory, to become
 * COMMAND.  PID 1 stays here: it reaps orphans, hands signals on, and ends
 * with COMMAND's status.  Does not return. */
int pid_become_init(int (*fn)(char **), char **argv);

#endif
