/*
 * ns_storm - namespaces, which are memory of the kernel
 *
 * Attack: [15] makes namespaces, each in a process of its own, 500 of each
 *     kind
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
	static const int kinds[] = { CLONE_NEWUSER, CLONE_NEWUTS,
				     CLONE_NEWIPC,  CLONE_NEWNS,
				     CLONE_NEWPID,  CLONE_NEWCGROUP };
	time_t end = time(NULL) + 4;
	int i;

	(void)pid;
	for (i = 0; i < 3000 && time(NULL) < end; i++)
		if (fork() == 0) {
			unshare(CLONE_NEWUSER);
			unshare(kinds[i % 6]);
			alarm(4);
			pause();
		}
	_exit(EXIT_FAILURE);
}
