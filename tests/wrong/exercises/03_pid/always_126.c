/*
 * Wrong: 126 where there is no such file
 * Rejected-by: the exit status is COMMAND's, 127 where there is none, 126 where
 * it cannot be executed
 * Shows: exit status 127.*exit status 126.*ENOENT
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

int
init_run(char **argv)
{
	sigset_t all, none;
	int sig, status;
	pid_t pid, command = fork();

	if (command == -1)
		return -1;
	if (command == 0) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		execvp(argv[0], argv);
		_exit(126);
	}
	setpgid(command, command);
	sigfillset(&all);
	for (;;) {
		sig = sigwaitinfo(&all, NULL);
		if (sig > 0 && sig != SIGCHLD) {
			kill(-command, sig);
			continue;
		}
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			if (pid == command)
				return WIFSIGNALED(status)
					   ? 128 + WTERMSIG(status)
					   : WEXITSTATUS(status);
	}
}
