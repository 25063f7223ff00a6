/* Right: waits for a pidfd, and reads siginfo instead of a wait status */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	struct sigaction old, normal = { .sa_handler = SIG_DFL };
	siginfo_t info;
	struct pollfd p = { .events = POLLIN };
	int fd;
	pid_t pid;

	sigaction(SIGCHLD, &normal, &old);
	pid = fork();
	if (pid == 0) {
		for (fd = 3; fd < 1024; fd++)
			fcntl(fd, F_SETFD, FD_CLOEXEC);
		execvp(*argv, argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	p.fd = syscall(SYS_pidfd_open, pid, 0);
	while (poll(&p, 1, -1) != 1)
		;
	waitid(P_PID, pid, &info, WEXITED);
	close(p.fd);
	sigaction(SIGCHLD, &old, NULL);
	return info.si_code == CLD_EXITED ? info.si_status
					  : 128 + info.si_status;
}
