/*
 * forkbomb_ignoring - tasks that no signal but one ends
 *
 * Attack: [1,13] a fork bomb whose tasks are deaf to signals, in sessions of
 *     their own
 * Exercise: 05_uts
 * Expect: zero; limit of (tasks|time)|time was up|neither ran|COMMAND never
 *     ran
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	time_t end = time(NULL) + 5;
	int n, sig;

	(void)pid;
	for (sig = 1; sig < 65; sig++)
		signal(sig, SIG_IGN);
	for (n = 0; n < 3000 && time(NULL) < end; n++)
		if (fork() == 0) {
			setsid();
			while (time(NULL) < end)
				usleep(1000);
			_exit(0);
		}
	while (time(NULL) < end)
		usleep(1000);
	_exit(EXIT_FAILURE);
}
