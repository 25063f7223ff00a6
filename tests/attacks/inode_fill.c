/*
 * inode_fill - inodes, of which there are fewer than bytes
 *
 * Attack: [7] makes 100,000 empty files
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char path[64];
	int i;

	(void)pid;
	for (i = 0; i < 100000; i++) {
		snprintf(path, sizeof path, "/tmp/boxwright-attack-%d", i);
		if (mknod(path, S_IFREG | 0600, 0) == -1)
			break;
	}
	while (i-- > 0) {
		snprintf(path, sizeof path, "/tmp/boxwright-attack-%d", i);
		unlink(path);
	}
	_exit(EXIT_FAILURE);
}
