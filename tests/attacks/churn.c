/*
 * churn - a process that is a new one at each look
 *
 * Attack: [22] forks and exits, so that no list of processes is ever up to
 *     date
 * Exercise: 05_uts
 * Expect: zero; time was up|neither ran|limit of|COMMAND never ran
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
	time_t end = time(NULL) + 6;

	(void)pid;
	/* always two of us: the one that looks and the one that has gone */
	signal(SIGCHLD, SIG_IGN);
	while (time(NULL) < end)
		if (fork() > 0)
			_exit(EXIT_FAILURE);
	_exit(EXIT_FAILURE);
}
