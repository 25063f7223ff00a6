/*
 * ramfs_bomb_nested - memory that no process has
 *
 * Attack: [4] mounts a ramfs of its own in a new user namespace, and fills it
 *     with 1 GiB
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
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
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
	    mount("none", "/tmp", "ramfs", 0, NULL) == 0)
		fill("/tmp", 1024);
	_exit(EXIT_FAILURE);
}
