/*
 * memfd_bomb - memory behind descriptors
 *
 * Attack: [5] 64 memory files of 16 MiB
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static char block[1 << 20];
	int i, j, fd;

	(void)pid;
	memset(block, 'x', sizeof block);
	for (i = 0; i < 64; i++) {
		fd = memfd_create("bomb", 0);
		for (j = 0; j < 16; j++)
			if (write(fd, block, sizeof block) <= 0)
				break;
	}
	_exit(EXIT_FAILURE);
}
