/*
 * sigstop_self - waits for a SIGCONT
 *
 * Attack: [12] stops itself: neither running nor ended
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
	raise(SIGSTOP);
	_exit(EXIT_FAILURE);
}
