/*
 * Wrong: closes the descriptors before the fork, which are the caller's
 * Rejected-by: afterwards the caller is as it was before
 * Shows: close the child's, not the caller's
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	int status, fd;
	pid_t pid;

	for (fd = 3; fd < 256; fd++)
		close(fd);
	pid = fork();
	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
