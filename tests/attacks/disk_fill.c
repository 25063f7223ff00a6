/*
 * disk_fill - the disk, or what looks like one
 *
 * Attack: [6] fills /tmp, 2 GiB at most
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

/* Files of 8 MiB in DIR, up to MAX MiB in all; then they go again. */
static void
fill(const char *dir, int max)
{
	static char block[1 << 20];
	char path[64];
	int i, j, fd;

	memset(block, 'x', sizeof block);
	for (i = 0; i < max / 8; i++) {
		snprintf(path, sizeof path, "%s/fill%d", dir, i);
		fd = open(path, O_WRONLY | O_CREAT, 0600);
		for (j = 0; j < 8; j++)
			if (write(fd, block, sizeof block) <= 0)
				break;
		close(fd);
	}
	for (i = 0; i < max / 8; i++) {
		snprintf(path, sizeof path, "%s/fill%d", dir, i);
		unlink(path);
	}
}

int
uts_join(pid_t pid)
{
	(void)pid;
	fill("/tmp", 2048);
	_exit(EXIT_FAILURE);
}
