/*
 * Wrong: a child that cannot exec returns to the caller
 * Rejected-by: afterwards the caller is as it was before
 * Shows: and so does a return from main
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
		return errno == ENOENT ? 127 : 126;
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
