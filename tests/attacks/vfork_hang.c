/*
 * vfork_hang - a parent that waits in the kernel for its child
 *
 * Attack: [14] a parent in vfork(2), which no signal but SIGKILL gets through
 *     to
 * Exercise: 05_uts
 * Expect: zero; time|neither ran
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	if (vfork() == 0) {
		signal(SIGTERM, SIG_IGN);
		alarm(30);
		for (;;)
			pause();
	}
	_exit(EXIT_FAILURE);
}
