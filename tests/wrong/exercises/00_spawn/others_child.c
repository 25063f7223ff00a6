/*
 * Wrong: waits for children until it was its own; the caller's is gone then
 * Rejected-by: afterwards the caller is as it was before
 * Shows: wait for our other child, which run\(\) had to leave alone
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
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (wait(&status) != pid)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
