/*
 * sandbox.h - a stand-in for the host, to run a program under test in
 *
 * Namespaces of its own (user, mount, PID, UTS, network, IPC), the host's
 * files read-only, an empty scratch directory, a fresh /proc, the hostname
 * "host", loopback only, and every mount shared, as systemd has it, so that
 * what leaks shows.  No cgroup namespace: in one, the host's cgroup mounts
 * would not match what /proc/self/cgroup says.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>
#include <sys/types.h>

#include "sync.h"

/* The only writable directory. */
#define SCRATCH "/tmp"

struct sandbox {
	bool on_host; /* root: no user namespace */
	bool strict; /* for a hostile program; see strict.h */
	bool cgroup; /* strict: the program may make cgroups */
	int seconds; /* strict: of processor time for each process */
	bool pass; /* hand our stdin, stdout, stderr through */
	const char *chroot; /* start the program in here, as step 01 would,
			     behind the filter of step 09 */
	char **argv; /* the program under test */
	struct sync sync;
	int control[2]; /* [0] ours: init reports */
	int agent[2]; /* [0] ours: orders to the host's side */
	int in, out, err; /* the program's; memory files but for IN */
	const char *file; /* CHROOT: the program, as the host names it */
	pid_t top; /* our child: INIT, or the shell around it */
	pid_t init; /* PID 1 of the sandbox, as we see it */
	pid_t agent_pid;
	pid_t program; /* the program's PID inside the sandbox */
};

/* Makes it; S holds the first members, ARGV the last of
 * them.  May end with must(). */
void sandbox_start(struct sandbox *s);

/* Lets the program start, once it is known how things were before. */
void sandbox_go(struct sandbox *s);

/* Has the program ended, or does it within MS milliseconds?  Then STATUS is as
 * a shell would show it.  Should the whole sandbox have died, it is that of
 * SIGKILL, and INIT is 0. */
bool sandbox_ended(struct sandbox *s, int *status, int ms);

/* Ends all that runs in it. */
void sandbox_end(struct sandbox *s);

#endif
