/*
 * Wrong: a child that cannot exec ends by exit(3)
 * Rejected-by: afterwards the caller is as it was before
 * Shows: exit handlers have run in the child
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execvp(argv[0], argv);
		exit(errno == ENOENT ? 127 : 126);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
