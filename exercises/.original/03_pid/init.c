/*
 * init.c - the process numbered 1
 *
 * PID 1 has three duties that no other process has.  It must wait for
 * processes that it never started.  It must pass on signals: the kernel drops
 * those for which it has no handler, and COMMAND never hears of them.  And
 * its end is the end of the whole PID namespace, so it must choose the moment.
 *
 * See pid_namespaces(7), waitpid(2), sigwaitinfo(2), setpgid(2), kill(2).
 */
#include "init.h"

int
init_run(char **argv)
{
	/* TODO: what init.h promises. */
	(void)argv;
	return 0;
}
