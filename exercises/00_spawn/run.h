/* run.h - run a command to its end, as a shell does */
#ifndef RUN_H
#define RUN_H

/* Runs COMMAND, which is ARGV[0], with the arguments ARGV, in a child process,
 * and waits until it has ended.  execvp(3) says where it is looked for.
 * Returns what a shell would show as its exit status:
 *	0 to 255	the one that COMMAND itself gave
 *	128 + N		signal N ended COMMAND
 *	127		there is no such file (ENOENT)
 *	126		there is, but it cannot be executed (any other errno)
 *	125		there could be no child
 * COMMAND has the caller's environment, and of its open descriptors 0, 1 and
 * 2, and no other.
 *
 * The caller is busy.  It has other children, which it will wait for itself; it
 * handles signals, without SA_RESTART; it may ignore SIGCHLD.  When run()
 * returns, all that is as it was before: its descriptors, its other children,
 * what it does about signals.  The child is gone, and nothing that the caller
 * has left for its own exit(3) has been done. */
int run(char **argv);

#endif
