/*
 * Wrong: cheats: all capabilities of a namespace of its own, instead of one of
 *     those that it had
 * Rejected-by: all this holds for one who was root before, and may no longer
 * chown
 * Shows: another user namespace
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "demote.h"

/* The last capability's number grows with the kernel: on until EINVAL. */
static int
drop_bounding(void)
{
	int cap;

	for (cap = 0; cap < 64; cap++)
		if (cap != CAP_NET_BIND_SERVICE &&
		    prctl(PR_CAPBSET_DROP, cap) == -1)
			return errno == EINVAL ? 0 : -1;
	return 0;
}

static void
write_map(pid_t pid, const char *file)
{
	char path[32];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	write(fd, "0 0 61000\n", 10);
	close(fd);
}

/* Somebody who is still root writes the maps of our new namespace. */
static pid_t
start_helper(int fd)
{
	pid_t us = getpid(), pid = fork();
	char byte;

	if (pid != 0)
		return pid;
	read(fd, &byte, 1);
	write_map(us, "uid_map");
	write_map(us, "gid_map");
	_exit(0);
}

static int
change_ids(uid_t id)
{
	int fd[2];
	pid_t helper;

	if (pipe2(fd, O_CLOEXEC) == -1)
		return -1;
	helper = start_helper(fd[0]);
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	prctl(PR_SET_DUMPABLE, 1);
	/* whoever makes one has all capabilities in it */
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == -1)
		return -1;
	write(fd[1], "", 1);
	close(fd[0]);
	close(fd[1]);
	return waitpid(helper, NULL, 0) == helper ? 0 : -1;
}

/* What is permitted may be made effective again. */
static int
set_three(uint32_t set)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2] = { { set, set, set } };

	return syscall(SYS_capset, &header, half);
}

int
demote(uid_t id)
{
	if (getuid() != id && change_ids(id) == -1)
		return -1;
	if (drop_bounding() == -1)
		return -1;
	if (set_three(1U << CAP_NET_BIND_SERVICE) == -1)
		return -1;
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0,
		  0) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
