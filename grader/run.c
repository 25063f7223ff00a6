/*
 * run.c - run a command of ours with a deadline, and keep what it says
 *
 * The command leads a process group of its own, which ends as a whole: at the
 * deadline, and also when the command has ended by itself.  We wait for the
 * process, not for the end of its output, which a grandchild might hold open.
 * Then for its orphans, which the kernel hands to us, and which we have killed:
 * what they held, such as a cgroup, is free only when they are gone.
 *
 * Its environment is made from nothing.  What is in ours, secrets of a CI
 * service for one, is no business of any program that a student wrote.
 *
 * See setpgid(2), pidfd_open(2), poll(2), PR_SET_CHILD_SUBREAPER(2const).
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "run.h"
#include "trouble.h"

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434 /* Added in Linux 5.3 */
#endif

static volatile pid_t running;

static void
kill_group(void)
{
	if (running > 0)
		kill(-running, SIGKILL);
}

/* Whose parent we have killed is our child now: see run().  What does not die
 * within ten seconds is beyond us; the alarm ends us, then. */
static void
reap_all(void)
{
	alarm(10);
	while (wait(NULL) != -1 || errno == EINTR)
		;
	alarm(0);
}

void
run_kill(void)
{
	kill_group();
	reap_all();
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* In the child. */
static void __attribute__((noreturn)) become(const struct run *r, int out)
{
	static char *plain[] = {
		"PATH=/usr/local/sbin:/usr/local/bin:"
		"/usr/sbin:/usr/bin:/sbin:/bin",
		"LC_ALL=C",
		"HOME=/",
		NULL,
	};
	int null = open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	signal(SIGINT, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	dup2(null, 0);
	dup2(out, 1);
	dup2(out, 2);
	if (r->dir)
		need(chdir(r->dir), "chdir %s", r->dir);
	execve(r->argv[0], r->argv, r->env ? r->env : plain);
	need(-1, "execve %s", r->argv[0]);
	_exit(TROUBLE);
}

/* Reads some of the output; false at its end. */
static int
take_some(struct run *r, int fd)
{
	char rest[4096];
	ssize_t n;

	if (r->size < r->most) {
		n = read(fd, r->out + r->size, r->most - r->size);
		r->size += n > 0 ? n : 0;
	} else {
		n = read(fd, rest, sizeof rest);
	}
	return n > 0 || (n == -1 && (errno == EAGAIN || errno == EINTR));
}

/* Reads until the process has ended, and then what is left in the pipe. */
static void
follow(struct run *r, int pidfd, int fd)
{
	struct pollfd p[2] = { { .fd = pidfd, .events = POLLIN },
			       { .fd = fd, .events = POLLIN } };
	long deadline = now_ms() + r->seconds * 1000L, left;

	while (!p[0].revents) {
		left = deadline - now_ms();
		if (left <= 0) {
			r->status = -1;
			kill_group();
			return;
		}
		if (poll(p, 2, left) == -1)
			continue;
		if (p[1].revents && !take_some(r, fd))
			p[1].fd = -1;
	}
	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (p[1].fd != -1 && poll(&p[1], 1, 0) == 1 && take_some(r, fd))
		;
}

void
run(struct run *r)
{
	int pipes[2], pidfd, status;
	sigset_t term, before;

	r->out = need_memory(malloc(r->most + 1));
	r->size = r->status = 0;
	need(pipe2(pipes, O_CLOEXEC), "pipe2");
	need(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl PR_SET_CHILD_SUBREAPER");
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &before);
	running = need(fork(), "fork");
	if (running == 0) {
		signal(SIGTERM, SIG_DFL);
		sigprocmask(SIG_SETMASK, &before, NULL);
		become(r, pipes[1]);
	}
	setpgid(running, running);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(pipes[1]);
	pidfd = need(syscall(SYS_pidfd_open, running, 0), "pidfd_open");
	follow(r, pidfd, pipes[0]);
	/* While it is not waited for, its number is nobody else's. */
	kill_group();
	waitpid(running, &status, 0);
	running = 0;
	reap_all();
	if (r->status != -1)
		r->status = WIFEXITED(status) ? WEXITSTATUS(status)
					      : 128 + WTERMSIG(status);
	close(pidfd);
	close(pipes[0]);
	r->out[r->size] = '\0';
}
