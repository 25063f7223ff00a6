/*
 * Right: the child tells by a pipe why exec failed, and the caller blocks all
 * signals while it waits
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

static void
child(char **argv, int tell, const sigset_t *mask)
{
	int fd;

	sigprocmask(SIG_SETMASK, mask, NULL);
	dup2(tell, 3);
	fcntl(3, F_SETFD, FD_CLOEXEC);
	for (fd = 4; fd < 1024; fd++)
		close(fd);
	execvp(argv[0], argv);
	write(3, &errno, sizeof errno);
	_exit(0);
}

int
run(char **argv)
{
	struct sigaction old, normal = { .sa_handler = SIG_DFL };
	sigset_t all, mask;
	int status, error = 0, fd[2];
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &mask);
	sigaction(SIGCHLD, &normal, &old);
	if (pipe2(fd, O_CLOEXEC) == -1)
		return 125;
	pid = fork();
	if (pid == 0)
		child(argv, fd[1], &mask);
	close(fd[1]);
	read(fd[0], &error, sizeof error);
	close(fd[0]);
	waitpid(pid, &status, 0);
	sigaction(SIGCHLD, &old, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	if (error)
		return error == ENOENT ? 127 : 126;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}
