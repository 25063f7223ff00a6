/*
 * exec.c - become COMMAND
 *
 * The second half of starting a program is execve(2): the process stays, with
 * its number, its parent and all walls around it; its memory is replaced.
 *
 * exec keeps more than one expects:
 *
 *	kept				so, just before
 *
 *	open descriptors		close_range(2) on all above 2
 *	signals blocked, or ignored	back to the default
 *	the environment			one that we make
 *	the session and its terminal	a new session, if stdin is no terminal
 *
 * Each is a way in or out of the box.  A descriptor of a directory of the
 * host's leads out of any root directory; a program whose SIGPIPE is ignored
 * never ends; what is in our environment may be a password.
 *
 * When exec succeeds it does not return.  When it fails, shells have agreed
 * on two exit statuses: 127 for what was not found, 126 for what cannot be
 * executed.
 *
 * See execve(2), close_range(2), environ(7), signal(7), setsid(2).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "must.h"
#include "spawn.h"

#define PLACES "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* What we were started with is nobody's business inside the box. */
static void
clean_environment(void)
{
	const char *term = getenv("TERM");
	static char path[] = "PATH=" PLACES, home[] = "HOME=/", termline[64];
	static char *clean[4] = { path, home };

	if (term) {
		snprintf(termline, sizeof termline, "TERM=%s", term);
		clean[2] = termline;
	}
	environ = clean;
}

/* Signals that are ignored or blocked stay so across exec: undo both.  Not by
 * way of signal(3): the C library keeps two numbers (32 and 33) for itself, but
 * those may be ignored as well (make does it). */
static void
default_signals(void)
{
	static const char all_zero[64]; /* the kernel's sigaction: SIG_DFL */
	sigset_t none;
	int sig;

	for (sig = 1; sig < _NSIG; sig++)
		if (sig != SIGKILL && sig != SIGSTOP &&
		    syscall(SYS_rt_sigaction, sig, all_zero, NULL, _NSIG / 8) ==
			-1)
			must(-1, "sigaction %d SIG_DFL", sig);
	must(0, "sigaction 1 to %d SIG_DFL", _NSIG - 1);
	sigemptyset(&none);
	must(sigprocmask(SIG_SETMASK, &none, NULL), "sigprocmask SIG_SETMASK");
}

void
spawn_close_descriptors(void)
{
	/* Linux 5.9.  Refused, we give up: one by one could miss some. */
	must(syscall(SYS_close_range, 3, ~0U, 0), "close_range 3 to the last");
}

/* execve(2) returns only when it failed: the errno.  So narrate it before. */
static int
execute(const char *file, char **argv)
{
	if (explain && access(file, X_OK) == 0)
		must(0, "execve %s", file);
	execve(file, argv, environ);
	return errno;
}

/* Like execvp(3), but that gives a file which the kernel does not know
 * (ENOEXEC), as another machine's program, to /bin/sh as a script. */
static int
execute_from_path(char **argv)
{
	char places[] = PLACES, *next = places, *place, file[4096];
	int error, result = ENOENT;

	if (!*argv[0] || strchr(argv[0], '/'))
		return execute(argv[0], argv);
	while ((place = strsep(&next, ":"))) {
		snprintf(file, sizeof file, "%s/%s", place, argv[0]);
		error = execute(file, argv);
		if (error == EACCES) /* perhaps there is another one */
			result = EACCES;
		else if (error != ENOENT && error != ENOTDIR)
			return error;
	}
	return result;
}

int
spawn_exec(char **argv)
{
	int error;

	clean_environment();
	default_signals();
	if (!isatty(STDIN_FILENO))
		must(setsid(), "setsid");
	spawn_close_descriptors();
	error = execute_from_path(argv);
	note("cannot execute %s: %s", argv[0], errno_name(error));
	return error == ENOENT || error == ENOTDIR ? EXIT_NOTFOUND
						   : EXIT_NOEXEC;
}
