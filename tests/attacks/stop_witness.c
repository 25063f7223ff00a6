/*
 * stop_witness - orders that nobody carries out
 *
 * Attack: [12,52] stops the witness, so that every order waits
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

	(void)pid;
	if (fork() == 0) {
		alarm(20);
		while (!is_witness(us))
			;
		usleep(1000);
		kill(us, SIGSTOP);
		_exit(0);
	}
	usleep(20 * 1000);
	return 0;
}
