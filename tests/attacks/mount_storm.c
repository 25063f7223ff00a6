/*
 * mount_storm - mounts of mounts of mounts
 *
 * Attack: [16] doubles the mount tree by MS_REC|MS_BIND, for 4 seconds at
 *     most
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	time_t end = time(NULL) + 4;
	char path[32];
	int i;

	(void)pid;
	unshare(CLONE_NEWUSER | CLONE_NEWNS);
	mount("none", "/tmp", "tmpfs", 0, NULL);
	for (i = 0; i < 14 && time(NULL) < end; i++) {
		snprintf(path, sizeof path, "/tmp/%d", i);
		mkdir(path, 0755);
		if (mount("/tmp", path, NULL, MS_BIND | MS_REC, NULL) == -1)
			break;
	}
	_exit(EXIT_FAILURE);
}
