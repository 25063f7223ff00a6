/*
 * filter_as_wall - the answers are right, and the wall is not there
 *
 * Attack: [54] answers every write with EROFS by a system call filter,
 *     instead of a read-only mount
 * Exercise: 02_mount
 * Expect: earned 1
 * Seconds: 20
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "workspace.h"

/* openat(2) and its kin for writing: EROFS, says the filter. */
static int
pretend(void)
{
	static struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, args[2])),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EROFS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { 6, code };

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char path[256], options[64];

	snprintf(options, sizeof options, "size=%llu", size);
	snprintf(path, sizeof path, "%s/input", dir);
	if (unshare(CLONE_NEWNS) == -1 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 ||
	    mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1 ||
	    mkdir(path, 0755) == -1 ||
	    mount(src, path, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	return pretend();
}
