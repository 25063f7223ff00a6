/*
 * netns_storm - work that is left to the kernel
 *
 * Attack: [18] makes network namespaces, which take the kernel long to undo
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <sched.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	time_t end = time(NULL) + 3;
	int i;

	(void)pid;
	for (i = 0; i < 300 && time(NULL) < end; i++)
		unshare(CLONE_NEWNET);
	_exit(EXIT_FAILURE);
}
