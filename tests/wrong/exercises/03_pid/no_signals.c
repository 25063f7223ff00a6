/*
 * Wrong: waits, and hands on no signal
 * Rejected-by: SIGTERM to the program reaches COMMAND, once
 * Shows: PID 1 keeps the signal
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

int
init_run(char **argv)
{
	sigset_t none;
	int status;
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
	do
		pid = wait(&status);
	while (pid != command);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
