/*
 * Wrong: takes an interrupted wait for the end
 * Rejected-by: the status is right when signals interrupt the caller, or it
 * ignores SIGCHLD
 * Shows: failed with EINTR
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	int status = 0;
	pid_t pid;

	signal(SIGCHLD, SIG_DFL);
	pid = fork();
	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
