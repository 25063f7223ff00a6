/*
 * timer_bomb - small things, of which the kernel has few
 *
 * Attack: [20] timers, watches, epolls and pending signals by the thousand
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	timer_t timer;
	int i;

	(void)pid;
	signal(SIGALRM, SIG_IGN);
	for (i = 0; i < 10000; i++)
		if (timer_create(CLOCK_MONOTONIC, NULL, &timer) == -1)
			break;
	while (inotify_init() != -1)
		;
	while (epoll_create1(0) != -1)
		;
	for (i = 0; i < 10000; i++)
		sigqueue(getpid(), SIGALRM, (union sigval){ 0 });
	_exit(EXIT_FAILURE);
}
