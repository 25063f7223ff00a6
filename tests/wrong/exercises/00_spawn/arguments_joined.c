/*
 * Wrong: joins the arguments with blanks, and cuts them at blanks again
 * Rejected-by: COMMAND has its arguments, the caller's environment, and
 * descriptors 0, 1 and 2 only
 * Shows: 'two words'.*'two' 'words'.*takes all of it as it is
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

static void
execute(char **argv)
{
	char line[4096] = "", *word[64] = { 0 };
	size_t n = 0;
	int i;

	for (i = 0; argv[i]; i++)
		n += snprintf(line + n, sizeof line - n, "%s ", argv[i]);
	for (i = 0; (word[i] = strtok(i ? NULL : line, " ")); i++)
		;
	execvp(word[0], word);
}

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
		execute(argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	sigaction(SIGCHLD, &old, NULL);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
