/*
 * Wrong: closes standard input, output and error, too
 * Rejected-by: COMMAND has its arguments, the caller's environment, and
 * descriptors 0, 1 and 2 only
 * Shows: no descriptors.*what is to be closed begins with 3
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
	if (syscall(SYS_close_range, 0, ~0U, 0) == -1)
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
	/* This child and no other; and a signal is not its end. */
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	sigaction(SIGCHLD, &old, NULL);
	return spawn_status(status);
}
