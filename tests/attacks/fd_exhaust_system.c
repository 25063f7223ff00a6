/*
 * fd_exhaust_system - open files of the whole system
 *
 * Attack: [19] thirty processes with all the descriptors that each may have
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i;

	(void)pid;
	for (i = 0; i < 30; i++)
		if (fork() == 0) {
			while (open("/dev/null", O_RDONLY) != -1)
				;
			alarm(3);
			pause();
		}
	usleep(500 * 1000);
	_exit(EXIT_FAILURE);
}
