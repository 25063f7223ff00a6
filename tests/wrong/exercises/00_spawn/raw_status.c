/*
 * Wrong: returns the wait status as it is
 * Rejected-by: COMMAND runs, and its exit status is passed on
 * Shows: one byte of it, WEXITSTATUS
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
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return status;
}
