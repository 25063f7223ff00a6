/*
 * spin - an endless loop
 *
 * Attack: [10] keeps the processor busy
 * Exercise: 05_uts
 * Expect: zero; time|neither ran
 * Seconds: 20
 */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	time_t end = time(NULL) + 15;

	(void)pid;
	while (time(NULL) < end)
		;
	_exit(EXIT_FAILURE);
}
