/*
 * threadbomb - tasks that share their memory
 *
 * Attack: [2] starts threads until nothing is left, or 3,000
 * Exercise: 05_uts
 * Expect: zero; limit of (tasks|time)|time was up|neither ran|COMMAND never
 *     ran
 * Seconds: 20
 */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

static void *
wait_in_thread(void *arg)
{
	sleep(5);
	return arg;
}

int
uts_join(pid_t pid)
{
	pthread_attr_t small;
	pthread_t thread;
	int n;

	(void)pid;
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 64 << 10);
	for (n = 0; n < 3000; n++)
		if (pthread_create(&thread, &small, wait_in_thread, NULL) != 0)
			usleep(1000);
	sleep(5);
	_exit(EXIT_FAILURE);
}
