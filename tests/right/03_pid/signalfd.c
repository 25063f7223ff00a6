/*
 * Right: signals by way of signalfd(2), processes by waitid(2), and a child
 * that has executed COMMAND, or failed, before the parent goes on: vfork(2)
 */
#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

static pid_t
start(char **argv)
{
	sigset_t none;
	pid_t pid = vfork();

	if (pid != 0)
		return pid;
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(argv[0], argv);
	_exit(errno == ENOENT ? 127 : 126);
}

int
init_run(char **argv)
{
	struct signalfd_siginfo info;
	siginfo_t child;
	sigset_t all;
	pid_t command = start(argv);
	int fd;

	if (command == -1)
		return -1;
	sigfillset(&all);
	fd = signalfd(-1, &all, SFD_CLOEXEC);
	while (read(fd, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo != SIGCHLD)
			killpg(command, info.ssi_signo);
		for (;;) {
			child.si_pid = 0;
			if (waitid(P_ALL, 0, &child, WEXITED | WNOHANG) == -1 ||
			    child.si_pid == 0)
				break;
			if (child.si_pid == command)
				return child.si_code == CLD_EXITED
					   ? child.si_status
					   : 128 + child.si_status;
		}
	}
	return -1;
}
