/*
 * crowd_of_witnesses - which of them is the one?
 *
 * Attack: [1] starts 100 witnesses, none of them in the box
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i;

	(void)pid;
	for (i = 0; i < 100; i++)
		if (fork() == 0) {
			execl("/witness", "witness", NULL);
			_exit(0);
		}
	return 0;
}
