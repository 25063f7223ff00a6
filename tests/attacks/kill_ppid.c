/*
 * kill_ppid - who waits for us is the first to go
 *
 * Attack: [26] kills and stops its parent, and each process whose number it
 *     can guess
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i;

	(void)pid;
	kill(getppid(), SIGKILL);
	for (i = 1; i < 1000; i++)
		if (i != getpid()) {
			kill(i, SIGSTOP);
			kill(i, SIGKILL);
		}
	_exit(EXIT_FAILURE);
}
