/*
 * Wrong: COMMAND is started with its name, and without its arguments
 * Rejected-by: COMMAND has its arguments, the caller's environment, and
 * descriptors 0, 1 and 2 only
 * Shows: 'two words'.*cmdline of COMMAND: '/bin/witness'.*takes all of it as it
 * is
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
		execlp(argv[0], argv[0], NULL);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	sigaction(SIGCHLD, &old, NULL);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
