/*
 * pipe_bomb - memory in the pipes
 *
 * Attack: [5] as many pipes as there are descriptors, each as long as may be,
 *     all full
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static char block[1 << 20];
	int i, fd[2];

	(void)pid;
	memset(block, 'x', sizeof block);
	for (i = 0; i < 1000 && pipe2(fd, O_NONBLOCK) == 0; i++) {
		fcntl(fd[1], F_SETPIPE_SZ, sizeof block);
		while (write(fd[1], block, sizeof block) > 0)
			;
	}
	_exit(EXIT_FAILURE);
}
