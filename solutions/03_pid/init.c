/*
 * init.c - the process numbered 1
 *
 * PID 1 has three duties that no other process has.  It must wait for
 * processes that it never started.  It must pass on signals: the kernel drops
 * those for which it has no handler, and COMMAND never hears of them.  And
 * its end is the end of the whole PID namespace, so it must choose the moment.
 *
 * All signals stay blocked, and are fetched one by one: the program has no
 * handlers, and nothing happens behind its back.  SIGCHLD is a signal among
 * others.  It does not queue, so one may stand for a hundred ends.
 *
 * Beware: parent and child both call setpgid(2).  Whichever runs first, the
 * group is there before the parent sends a signal to it and before the child
 * executes COMMAND.  (The parent's call may fail then; that does no harm.)
 *
 * See pid_namespaces(7), waitpid(2), sigwaitinfo(2), setpgid(2), kill(2).
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

static pid_t
start(char **argv)
{
	sigset_t none;
	pid_t pid = fork();

	if (pid != 0) {
		setpgid(pid, pid);
		return pid;
	}
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(argv[0], argv);
	_exit(errno == ENOENT ? 127 : 126);
}

/* Waits for all that have ended.  Was COMMAND among them?  Then RESULT is as
 * a shell would show it. */
static bool
reap(pid_t command, int *result)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid != command)
			continue;
		*result = WIFSIGNALED(status) ? 128 + WTERMSIG(status)
					      : WEXITSTATUS(status);
		return true;
	}
	return false;
}

int
init_run(char **argv)
{
	pid_t command = start(argv);
	sigset_t all;
	int sig, result;

	if (command == -1)
		return -1;
	sigfillset(&all);
	for (;;) {
		sig = sigwaitinfo(&all, NULL);
		if (sig == SIGCHLD && reap(command, &result))
			return result;
		if (sig > 0 && sig != SIGCHLD)
			kill(-command, sig);
	}
}
