/*
 * kill_minus1 - one call, every process
 *
 * Attack: [26] kills everything that it may kill
 * Exercise: 05_uts
 * Expect: zero; killed|COMMAND never ran|status
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
	kill(-1, SIGKILL);
	kill(0, SIGKILL);
	_exit(EXIT_FAILURE);
}
