/* init.h - the process numbered 1 */
#ifndef INIT_H
#define INIT_H

/* Runs ARGV as a child, and looks after its PID namespace until that child
 * ends.  Called as PID 1, with every signal blocked, so that none is lost
 * before you are ready.
 *
 * COMMAND, the child, is found in $PATH.  It leads a process group of its own
 * and starts with no signal blocked or ignored.
 *
 * Meanwhile PID 1
 *   - waits for every process of the namespace that ends, orphans too: no
 *     zombie stays;
 *   - hands each signal that it is sent, but SIGCHLD, to all of COMMAND's
 *     process group, once.
 *
 * Returns as soon as COMMAND has ended, though others may still run (the
 * kernel ends these when PID 1 ends), and gives its exit status as a shell
 * would show it: its own; 128 + N when signal N ended it; 127 when there is
 * no such COMMAND; 126 when it cannot be executed.  Returns -1 with errno when
 * no child can be made. */
int init_run(char **argv);

#endif
