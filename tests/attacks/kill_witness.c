/*
 * kill_witness - a harness that trips over it would judge nobody
 *
 * Attack: [52] kills the witness in the moment in which the harness greets it
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

/* Has PID become the witness? */
static bool
is_witness(pid_t pid)
{
	char path[32], exe[64] = "";

	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	return readlink(path, exe, sizeof exe - 1) > 0 &&
	       strstr(exe, "witness");
}

int
uts_join(pid_t pid)
{
	pid_t us = getpid();
	char path[32], to[8];

	(void)pid;
	snprintf(path, sizeof path, "/proc/%d/fd/201", us);
	if (fork() == 0) {
		alarm(20);
		while (!is_witness(us))
			;
		while (readlink(path, to, sizeof to) == -1 && kill(us, 0) == 0)
			;
		kill(us, SIGKILL);
		_exit(0);
	}
	usleep(20 * 1000);
	return 0;
}
