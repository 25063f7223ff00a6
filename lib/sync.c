/* sync.c - see sync.h, and socketpair(2) */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "must.h"
#include "sync.h"

void
sync_open(struct sync *s)
{
	int fd[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd),
	     "socketpair");
	s->host = fd[0];
	s->box = fd[1];
}

/* A byte, and not just end of file, is the signal to go on: end of file
 * means that the other side has died. */
static void
await_byte(int fd)
{
	char byte;
	ssize_t n;

	do
		n = read(fd, &byte, 1);
	while (n == -1 && errno == EINTR);
	/* ECONNRESET: it died before it had read what we sent */
	if (n == -1 && errno != ECONNRESET)
		must(-1, "read from the other side");
	if (n != 1)
		quit(EXIT_STEP);
}

static void
send_byte(int fd)
{
	/* MSG_NOSIGNAL: EPIPE instead of SIGPIPE when the other side died */
	if (send(fd, "g", 1, MSG_NOSIGNAL) == -1 && errno != EPIPE)
		must(-1, "send to the other side");
}

void
sync_wait(struct sync *s)
{
	/* While we hold a copy of the host's end, its death goes unnoticed. */
	must(close(s->host), "close the host's end of the socket pair");
	await_byte(s->box);
}

bool
sync_host_gone(const struct sync *s)
{
	struct pollfd p = { .fd = s->box };

	return must(poll(&p, 1, 0), "poll the host's end") == 1 &&
	       p.revents & POLLHUP;
}

void
sync_go(struct sync *s)
{
	close(s->box);
	send_byte(s->host);
}

void
sync_pause_box(struct sync *s, bool pause)
{
	if (!pause)
		return;
	send_byte(s->box);
	await_byte(s->box);
}

/* Our signals are blocked by now, so Ctrl-C has to be looked for. */
static void
await_enter(void)
{
	struct pollfd p[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
			       { .events = POLLIN } };
	struct signalfd_siginfo info;
	sigset_t set;
	char byte = '\0';

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGTERM);
	p[1].fd = must(signalfd(-1, &set, SFD_CLOEXEC), "signalfd");
	while (byte != '\n') {
		if (poll(p, 2, -1) == -1 && errno != EINTR)
			must(-1, "poll for Enter");
		if (p[1].revents && read(p[1].fd, &info, sizeof info) > 0)
			quit(128 + info.ssi_signo);
		if (p[0].revents && read(STDIN_FILENO, &byte, 1) != 1)
			break;
	}
	close(p[1].fd);
}

void
sync_pause_host(struct sync *s, bool pause, pid_t pid)
{
	char byte;

	if (!pause)
		return;
	if (read(s->host, &byte, 1) != 1)
		return; /* the box has failed, and said why */
	dprintf(STDERR_FILENO,
		"The box is PID %d.  From another terminal:\n"
		"  sudo ls -l /proc/%d/ns\n"
		"  cat /proc/%d/status /proc/%d/uid_map /proc/%d/mountinfo\n"
		"  sudo nsenter --target %d --all\n"
		"Enter starts the command.\n",
		pid, pid, pid, pid, pid, pid);
	await_enter();
	send_byte(s->host);
}
