/*
 * Wrong: does not wait
 * Rejected-by: COMMAND runs, and its exit status is passed on
 * Shows: ended with status 0 while COMMAND was still running|the caller did not
 * wait until it had
 */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "must.h"
#include "run.h"
#include "spawn.h"

static void
become(char **argv)
{
	if (syscall(SYS_close_range, 3, ~0U, 0) == -1)
		_exit(EXIT_STEP);
	execvp(argv[0], argv);
	_exit(errno == ENOENT ? EXIT_NOTFOUND : EXIT_NOEXEC);
}

int
run(char **argv)
{
	struct sigaction normal = { .sa_handler = SIG_DFL }, old;
	int status = EXIT_STEP << 8; /* if there is no child */
	pid_t pid;

	sigaction(SIGCHLD, NULL, &old);
	if (old.sa_handler == SIG_IGN)
		sigaction(SIGCHLD, &normal, NULL);
	pid = fork();
	if (pid == 0)
		become(argv);
	status = 0;
	sigaction(SIGCHLD, &old, NULL);
	return spawn_status(status);
}
