/*
 * nice_hog - a real-time program
 *
 * Attack: [10] asks for the highest priority there is, then spins on every
 *     processor
 * Exercise: 05_uts
 * Expect: zero; time|limit|neither ran
 * Seconds: 20
 */
#include <sched.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	struct sched_param top = { .sched_priority = 99 };
	time_t end = time(NULL) + 15;

	(void)pid;
	nice(-20);
	sched_setscheduler(0, SCHED_FIFO, &top);
	fork();
	fork();
	while (time(NULL) < end)
		;
	_exit(EXIT_FAILURE);
}
