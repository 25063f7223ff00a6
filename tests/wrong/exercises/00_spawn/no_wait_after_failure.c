/*
 * Wrong: does not wait for a child that could not exec
 * Rejected-by: afterwards the caller is as it was before
 * Shows: a zombie
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
	if (error)
		return error == ENOENT ? 127 : 126;
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
