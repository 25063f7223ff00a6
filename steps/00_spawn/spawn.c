/*
 * spawn.c - start a process, wait for it, pass on its exit status
 *
 * A container is a process, so first we start one.  Unix does it in two
 * halves: one call makes a copy of the caller, a second one, exec, turns the
 * copy into another program.  Between the two the copy runs our code, and
 * every wall of the later steps is built there.  This file has the first
 * half, and the wait for the end; exec.c has the second.
 *
 * The first half is clone3(2), the youngest of fork(2)'s children: like fork
 * it returns twice, and eight of its 64 flags ask for a new namespace.  Older
 * kernels (before Linux 5.3) answer ENOSYS, and so do sandboxes that cannot
 * look through its pointer; some answer EPERM.  Then clone(2) will do, where
 * the low eight bits are the signal that tells of the child's end.
 *
 * Beware:
 *   - A parent that dies leaves its child running.  PR_SET_PDEATHSIG asks
 *     the kernel to kill the child instead.  It is for the child alone, not
 *     for its children; a change of ids and the exec of a set-user-ID
 *     program clear it; and a parent that died before does not count.
 *   - An ignored SIGCHLD, which exec hands down, makes wait(2) fail with
 *     ECHILD.
 *   - Ctrl-C reaches every process of the terminal's foreground group by
 *     itself; who hands it on sends it twice.
 *
 * See clone(2), wait(2), PR_SET_PDEATHSIG(2const), signal(7).
 */
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "compat.h"
#include "must.h"
#include "spawn.h"

static pid_t host, child; /* for kill_child() */

/* All signals but those that stop and continue us, which Ctrl-Z needs, and
 * those by which the kernel reports our own bugs. */
static void
signals_to_wait_for(sigset_t *set)
{
	static const int leave[] = { SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT,
				     SIGSEGV, SIGBUS,  SIGFPE,  SIGILL };
	size_t i;

	sigfillset(set);
	for (i = 0; i < sizeof leave / sizeof *leave; i++)
		sigdelset(set, leave[i]);
}

/* At the host side's exit(3): nothing of ours outlives us.  The box has a
 * copy of this handler's registration, and must not heed it. */
static void
kill_child(void)
{
	if (getpid() != host || child <= 0)
		return;
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* Has the box failed?  Then it has said why; what fails on our side for want
 * of it need not be said as well.  It may be about to end: wait a moment. */
static bool
child_has_failed(void)
{
	struct timespec moment = { .tv_nsec = 50 * 1000 * 1000 };
	siginfo_t info = { 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	if (child > 0)
		sigtimedwait(&set, NULL, &moment);
	return child > 0 &&
	       waitid(P_PID, child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_code == CLD_EXITED && info.si_status == EXIT_STEP;
}

/* fork(2) with namespaces. */
static pid_t
clone_process(uint64_t flags)
{
	struct clone_args args = { .flags = flags, .exit_signal = SIGCHLD };
	pid_t pid = syscall(SYS_clone3, &args, sizeof args);

	if (pid == -1 && (errno == ENOSYS || errno == EPERM) &&
	    !(flags & CLONE_NEWTIME)) /* clone(2) takes that for a signal */
		pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
	return pid;
}

/* "CLONE_NEWNS CLONE_NEWPID" for the report. */
static const char *
flag_names(uint64_t flags)
{
	static const struct {
		uint64_t flag;
		const char *name;
	} table[] = {
		{ CLONE_NEWUSER, " CLONE_NEWUSER" },
		{ CLONE_NEWNS, " CLONE_NEWNS" },
		{ CLONE_NEWPID, " CLONE_NEWPID" },
		{ CLONE_NEWUTS, " CLONE_NEWUTS" },
		{ CLONE_NEWNET, " CLONE_NEWNET" },
	};
	static char names[128];
	size_t i, n = 0;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (flags & table[i].flag)
			n += sprintf(names + n, "%s", table[i].name);
	return names;
}

pid_t
spawn(int (*fn)(void *), void *arg, uint64_t flags)
{
	sigset_t set;

	signal(SIGCHLD, SIG_DFL);
	signals_to_wait_for(&set);
	must(sigprocmask(SIG_BLOCK, &set, NULL), "sigprocmask SIG_BLOCK");
	host = getpid();
	if (atexit(kill_child) != 0)
		die("atexit: out of memory");
	child = clone_process(flags);
	if (child == 0) {
		side = "box";
		_exit(fn(arg));
	}
	must_keep_quiet = child_has_failed;
	return must(child, "clone3%s", flag_names(flags));
}

void
spawn_die_with_host(const struct sync *s)
{
	must(prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl PR_SET_PDEATHSIG");
	if (sync_host_gone(s)) /* it died before the line above */
		_exit(EXIT_STEP);
}

int
spawn_status(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return 128 + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

/* SI_KERNEL: typed on the terminal, which reaches our whole session as far
 * as it is meant to.  A box in a session of its own has not had it, and when
 * the terminal goes (SIGHUP) the kernel tells the session's leader only. */
void
spawn_hand_on(pid_t pid, const siginfo_t *info)
{
	if (info->si_code != SI_KERNEL || info->si_signo == SIGHUP ||
	    getsid(pid) != getsid(0))
		kill(pid, info->si_signo);
}

int
spawn_wait(pid_t pid)
{
	sigset_t set;
	siginfo_t info;
	int sig, status;

	signals_to_wait_for(&set);
	for (;;) {
		sig = sigwaitinfo(&set, &info);
		if (sig == -1 && errno != EINTR)
			must(-1, "sigwaitinfo");
		if (sig == SIGCHLD &&
		    must(waitpid(pid, &status, WNOHANG), "waitpid") == pid)
			break;
		if (sig > 0 && sig != SIGCHLD)
			spawn_hand_on(pid, &info);
	}
	child = 0;
	return spawn_status(status);
}
