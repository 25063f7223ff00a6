/*
 * pty_bomb - terminals for nobody
 *
 * Attack: [20] opens pseudo-terminals to the last
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
	for (i = 0; i < 5000; i++)
		if (open("/dev/ptmx", O_RDWR | O_NOCTTY) == -1 &&
		    open("/dev/pts/ptmx", O_RDWR | O_NOCTTY) == -1)
			break;
	_exit(EXIT_FAILURE);
}
