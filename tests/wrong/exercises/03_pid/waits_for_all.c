/*
 * Wrong: goes on until no process is left to wait for
 * Rejected-by: what COMMAND leaves running does not keep the box
 * Shows: left a daemon behind
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

int
init_run(char **argv)
{
	sigset_t all, none;
	int sig, status, result = 0;
	pid_t pid, command = fork();

	if (command == -1)
		return -1;
	if (command == 0) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	setpgid(command, command);
	sigfillset(&all);
	for (;;) {
		sig = sigwaitinfo(&all, NULL);
		if (sig > 0 && sig != SIGCHLD)
			kill(-command, sig);
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			if (pid == command)
				result = WIFSIGNALED(status)
					     ? 128 + WTERMSIG(status)
					     : WEXITSTATUS(status);
		if (pid == -1 && errno == ECHILD)
			return result;
	}
}
