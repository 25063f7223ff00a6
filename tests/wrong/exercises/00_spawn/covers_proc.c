/*
 * Wrong: cheats: leaves a zombie, and covers /proc so that nobody sees it
 * Rejected-by: afterwards the caller is as it was before
 * Shows: another mount namespace, or there are more mounts
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	int status, error = 0, fd[2];
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC) == -1)
		return 125;
	pid = fork();
	if (pid == 0) {
		execvp(argv[0], argv);
		write(fd[1], &errno, sizeof errno);
		_exit(1);
	}
	close(fd[1]);
	read(fd[0], &error, sizeof error);
	close(fd[0]);
	if (error) {
		unshare(CLONE_NEWNS);
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
		mount("none", "/proc", "tmpfs", 0, NULL);
		return error == ENOENT ? 127 : 126;
	}
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
