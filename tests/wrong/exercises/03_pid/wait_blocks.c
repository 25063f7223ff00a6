/*
 * Wrong: waits for the next end without WNOHANG, and hears no signal meanwhile
 * Rejected-by: SIGTERM to the program reaches COMMAND, once
 * Shows: signals that came: 0.*orphans had ended.*wait for none
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
	int sig, status;
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
		if (sig > 0 && sig != SIGCHLD) {
			kill(-command, sig);
			continue;
		}
		while ((pid = waitpid(-1, &status, 0)) > 0)
			if (pid == command)
				return WIFSIGNALED(status)
					   ? 128 + WTERMSIG(status)
					   : WEXITSTATUS(status);
	}
}
