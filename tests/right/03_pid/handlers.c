/*
 * Right: handlers hand signals on, while the main loop waits in wait(2)
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

static pid_t command;

static void
hand_on(int sig)
{
	int error = errno;

	kill(-command, sig);
	errno = error;
}

int
init_run(char **argv)
{
	struct sigaction a = { .sa_handler = hand_on, .sa_flags = SA_RESTART };
	int sig, status;
	sigset_t none;
	pid_t pid;

	sigfillset(&a.sa_mask);
	sigemptyset(&none);
	command = fork();
	if (command == -1)
		return -1;
	if (command == 0) {
		setsid(); /* leads a group, too */
		sigprocmask(SIG_SETMASK, &none, NULL);
		execvp(*argv, argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	setpgid(command, command);
	for (sig = 1; sig <= SIGRTMAX; sig++)
		if (sig != SIGCHLD)
			sigaction(sig, &a, NULL);
	sigprocmask(SIG_SETMASK, &none, NULL);
	while ((pid = wait(&status)) != command)
		if (pid == -1 && errno != EINTR)
			return -1;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
