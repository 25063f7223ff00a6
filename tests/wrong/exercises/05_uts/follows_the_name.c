/*
 * Wrong: cheats: a namespace of its own, in which somebody copies each name
 * Rejected-by: COMMAND has the box's hostname, also after the box has changed
 * it
 * Shows: was copied|somebody copies
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "join.h"

/* Goes to and fro between the two namespaces, for as long as there are two. */
static void
follow(int from, int to)
{
	struct utsname name;

	while (setns(from, CLONE_NEWUTS) == 0) {
		uname(&name);
		setns(to, CLONE_NEWUTS);
		sethostname(name.nodename, strlen(name.nodename));
	}
}

int
uts_join(pid_t pid)
{
	char path[32], byte;
	int from, to, ready[2];

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	from = open(path, O_RDONLY | O_CLOEXEC);
	if (from == -1 || pipe2(ready, O_CLOEXEC) == -1 ||
	    unshare(CLONE_NEWUTS) == -1)
		return -1;
	to = open("/proc/self/ns/uts", O_RDONLY | O_CLOEXEC);
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		write(ready[1], "", 1);
		follow(from, to);
		_exit(0);
	}
	return read(ready[0], &byte, 1) == 1 ? 0 : -1;
}
