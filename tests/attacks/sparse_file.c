/*
 * sparse_file - a file with a hole, and standard output as another
 *
 * Attack: [8] writes one byte at 4 GB
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
	int fd = open("/tmp/sparse", O_WRONLY | O_CREAT, 0600);

	(void)pid;
	unlink("/tmp/sparse");
	pwrite(fd, "x", 1, 4000000000L);
	if (ftruncate(1, 4000000000L) == -1)
		_exit(EXIT_FAILURE);
	_exit(EXIT_FAILURE);
}
