/*
 * run.c - run a command to its end, as a shell does
 *
 * fork(2) makes a copy of the caller; exec turns the copy into COMMAND; wait(2)
 * tells how it has ended.
 *
 * Until exec, the copy is the caller, with all that it has.  Where exec fails
 * it must end there and then, and by _exit(2): exit(3) would run the caller's
 * exit handlers, and write out a second time what its streams hold.
 *
 * An ignored SIGCHLD says that nobody wants to know how children end.  The
 * kernel then throws their wait statuses away, so for a moment we do not
 * ignore it.
 *
 * See fork(2), execve(2), wait(2), _exit(2), signal(7), close_range(2).
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
	/* This child and no other; and a signal is not its end. */
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	sigaction(SIGCHLD, &old, NULL);
	return spawn_status(status);
}
