/*
 * kernel_surface - gets nothing if one is open: it tells on itself
 *
 * Attack: [39] bpf, perf, userfaultfd, keys, modules, kexec, handles: what
 *     kernel exploits begin with
 * Exercise: 05_uts
 * Expect: full
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "join.h"

/* What the exercise asks for. */
static int
join(pid_t pid)
{
	struct stat ours, other;
	char path[32];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/ns/uts", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		errno = ESRCH;
		return -1;
	}
	stat("/proc/self/ns/uts", &ours);
	fstat(fd, &other);
	if (ours.st_ino == other.st_ino) {
		errno = EINVAL;
		return -1;
	}
	return setns(fd, CLONE_NEWUTS);
}

static bool
open_to_us(long result)
{
	return result != -1 || (errno != ENOSYS && errno != EPERM);
}

static bool
gets_through(void)
{
	/* with arguments that do no harm where the call is allowed */
	return open_to_us(syscall(SYS_bpf, -1, 0, 0)) ||
	       open_to_us(syscall(SYS_perf_event_open, 0, 0, 0, 0, 0)) ||
	       open_to_us(syscall(SYS_userfaultfd, -1)) ||
	       open_to_us(syscall(SYS_keyctl, 0, -1, 0)) ||
	       open_to_us(syscall(SYS_add_key, 0, 0, 0, 0, 0)) ||
	       open_to_us(syscall(SYS_init_module, 0, 0, 0)) ||
	       open_to_us(syscall(SYS_kexec_load, -1, 0, 0, 0)) ||
	       open_to_us(syscall(SYS_open_by_handle_at, -1, 0, 0)) ||
	       open_to_us(syscall(SYS_reboot, 0, 0, 0, 0)) ||
	       open_to_us(syscall(SYS_swapon, 0, 0)) ||
	       open_to_us(syscall(SYS_acct, 1));
}

int
uts_join(pid_t pid)
{
	int fd;

	if (gets_through())
		_exit(EXIT_FAILURE);
	for (fd = 3; fd < 256; fd++)
		close(fd);
	return join(pid);
}
