/*
 * pid.c - process numbers of the box's own, and the process numbered 1
 *
 * In a new PID namespace (CLONE_NEWPID, Linux 2.6.24) numbers start at 1.
 * The processes inside have a number there and another one in every
 * namespace above; those outside have no number inside, so they cannot be
 * signalled, traced, or found:
 *
 *	host			box
 *
 *	4711 03_pid		-
 *	4712 03_pid		1  init: this file
 *	4713 sh			2  COMMAND
 *	4714 sleep		3
 *
 * ps reads /proc, and a proc file system shows the PID namespace that it was
 * mounted in: so the box needs one of its own.
 *
 * The first process is init, and three things are different for it:
 *   - When it ends, the kernel kills all others.  Nothing in the box can
 *     outlive it, however well it hides.
 *   - It becomes the parent of every orphan, and must wait for it; what it
 *     does not wait for stays as a zombie and keeps its number.
 *   - A signal for which it has no handler does not touch it, not even
 *     SIGKILL when sent from inside.  A shell as PID 1 cannot be stopped by
 *     SIGTERM, which is why COMMAND is number 2.
 *
 * See pid_namespaces(7), proc(5), waitpid(2), sigwaitinfo(2).
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "must.h"
#include "pid.h"
#include "spawn.h"

void
pid_mount_proc(void)
{
	must(mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		   NULL),
	     "mount proc");
}

/* Waits for every process that has ended: COMMAND, and orphans that the
 * kernel gave to us.  Ends this process when COMMAND is among them. */
static void
reap(pid_t command)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if (pid == command)
			_exit(spawn_status(status));
	if (pid == -1) /* COMMAND is still ours, so this cannot be */
		must(-1, "waitpid for any child");
}

/* The box can look into us: /proc/1/environ tells what we were started
 * with, and /proc/1/fd leads through a directory that is open here out to
 * the host.  Leaves nothing but TERM, which COMMAND is to have. */
static void
forget_host(void)
{
	char **variable;

	for (variable = environ; *variable; variable++)
		if (strncmp(*variable, "TERM=", 5) != 0)
			memset(*variable, '\0', strlen(*variable));
	spawn_close_descriptors();
}

int
pid_become_init(int (*fn)(char **), char **argv)
{
	sigset_t all;
	siginfo_t info;
	pid_t command;
	int sig;

	/* A blocked signal is kept for sigwaitinfo(2), even for PID 1. */
	sigfillset(&all);
	must(sigprocmask(SIG_BLOCK, &all, NULL), "sigprocmask SIG_BLOCK");
	forget_host();

	/* fork(2) would copy our memory for exec to throw the copy away.  Until
	 * then PID 2 uses ours, and vfork(2) keeps us waiting.  It must not
	 * return from this function: we still need what is on our stack. */
	command = must(vfork(), "vfork");
	if (command == 0)
		_exit(fn(argv));

	/* From here on we may not fail: a dead PID 1 kills the box. */
	for (;;) {
		sig = sigwaitinfo(&all, &info);
		if (sig == SIGCHLD)
			reap(command);
		else if (sig > 0)
			spawn_hand_on(command, &info);
	}
}
