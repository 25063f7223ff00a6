/*
 * sleep_forever - a deadlock of one
 *
 * Attack: [11] waits for what never comes
 * Exercise: 05_uts
 * Expect: zero; time|neither ran
 * Seconds: 20
 */
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	alarm(60);
	pause();
	_exit(EXIT_FAILURE);
}
