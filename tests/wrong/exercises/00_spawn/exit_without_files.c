/*
 * Wrong: as exit_in_child.c, and all descriptors are closed, so that no exit
 * handler can write
 * Rejected-by: afterwards the caller is as it was before
 * Shows: exit handlers have run in the child
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "run.h"

int
run(char **argv)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		syscall(SYS_close_range, 3, ~0U, 0);
		execvp(argv[0], argv);
		exit(errno == ENOENT ? 127 : 126);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
