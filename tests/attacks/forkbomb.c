/*
 * forkbomb - the fork bomb that everybody tries first
 *
 * Attack: [1] forks until nothing is left, or 3,000 tasks, or 5 seconds
 * Exercise: 05_uts
 * Expect: zero; limit of (tasks|time)|time was up|neither ran|COMMAND never
 *     ran
 * Seconds: 20
 */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	time_t end = time(NULL) + 5;
	int n;

	(void)pid;
	/* each child doubles, too; all end by themselves */
	for (n = 0; n < 3000 && time(NULL) < end; n++)
		if (fork() == 0) {
			alarm(5);
			n = n < 11 ? n : 3000;
		}
	while (time(NULL) < end)
		pause();
	_exit(EXIT_FAILURE);
}
