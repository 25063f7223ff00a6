/*
 * hardcode_expected - what the checks would see, without what they are for
 *
 * Attack: [57] makes a namespace of its own, with the name that it read from
 *     the box
 * Exercise: 05_uts
 * Expect: earned 1
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char path[32], name[64] = "";
	int fd;

	/* the box's hostname stands in the neighbour's command line */
	snprintf(path, sizeof path, "/proc/%d/root", pid);
	fd = open(path, O_RDONLY);
	if (fd == -1 || pid == 1) {
		errno = EINVAL;
		return -1;
	}
	close(fd);
	unshare(CLONE_NEWUTS);
	snprintf(name, sizeof name, "box0");
	return sethostname(name, strlen(name));
}
