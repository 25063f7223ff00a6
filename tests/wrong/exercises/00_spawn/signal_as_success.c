/*
 * Wrong: takes each wait status for that of an exit
 * Rejected-by: a COMMAND found in PATH that signal N ends gives 128 + N
 * Shows: ask WIFSIGNALED first
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
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}
