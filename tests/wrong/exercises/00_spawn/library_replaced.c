/*
 * Wrong: replaces the C library's signal(3), so that SIGCHLD is never ignored
 * Rejected-by: the status is right when signals interrupt the caller, or it
 * ignores SIGCHLD
 * Shows: and has to do so after it
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

__sighandler_t
signal(int sig, __sighandler_t handler)
{
	(void)sig;
	return handler;
}

int
run(char **argv)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
