/*
 * Wrong: forgets that SIGCHLD may be ignored
 * Rejected-by: the status is right when signals interrupt the caller, or it
 * ignores SIGCHLD
 * Shows: where SIGCHLD is ignored there is no wait status
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "run.h"

int
run(char **argv)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		syscall(SYS_close_range, 3, ~0U, 0);
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
