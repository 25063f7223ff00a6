/*
 * Wrong: every failure of exec is "cannot be executed"
 * Rejected-by: a COMMAND that is not found gives 127, one that cannot be
 * executed 126
 * Shows: errno says which it was
 */
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
		_exit(126);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
