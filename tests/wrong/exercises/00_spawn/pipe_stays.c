/*
 * Wrong: the pipe by which the child tells of a failure stays open
 * Rejected-by: afterwards the caller is as it was before
 * Shows: a descriptor of yours is left open
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	int status, error = 0, fd[2];
	pid_t pid;

	if (pipe(fd) == -1)
		return 125;
	pid = fork();
	if (pid == 0) {
		fcntl(fd[1], F_SETFD, FD_CLOEXEC);
		execvp(argv[0], argv);
		write(fd[1], &errno, sizeof errno);
		_exit(1);
	}
	close(fd[1]);
	read(fd[0], &error, sizeof error);
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	if (error)
		return error == ENOENT ? 127 : 126;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
