/*
 * ignore_term - a program that does not go when asked
 *
 * Attack: [13] ignores every signal that can be ignored, then waits
 * Exercise: 05_uts
 * Expect: zero; time|neither ran
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
	time_t end = time(NULL) + 30;
	int sig;

	(void)pid;
	for (sig = 1; sig < 65; sig++)
		signal(sig, SIG_IGN);
	while (time(NULL) < end)
		sleep(1);
	_exit(EXIT_FAILURE);
}
