/*
 * Wrong: COMMAND is taken for a path, and not looked for in PATH: execv(3)
 * Rejected-by: a COMMAND found in PATH that signal N ends gives 128 + N
 * Shows: one runs COMMAND.*none runs COMMAND.*no slash.*execvp
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	struct sigaction old, normal = { .sa_handler = SIG_DFL };
	int status = 125 << 8;
	pid_t pid;

	sigaction(SIGCHLD, &normal, &old);
	pid = fork();
	if (pid == 0) {
		close_range(3, ~0U, 0);
		execv(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	sigaction(SIGCHLD, &old, NULL);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
