/*
 * slow_drip - a program that is never idle for long
 *
 * Attack: [23] writes a byte now and then, to look alive
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
	int i;

	(void)pid;
	for (i = 0; i < 200; i++) {
		if (write(1, ".", 1) == -1)
			break;
		usleep(50 * 1000);
	}
	_exit(EXIT_FAILURE);
}
