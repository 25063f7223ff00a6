/*
 * memtouch_many - memory of many small processes
 *
 * Attack: [3] twenty processes with 50 MiB each: no limit of one process sees
 *     it
 * Exercise: 05_uts
 * Expect: zero; memory|killed|time was up|neither ran|COMMAND never ran
 * Seconds: 20
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i;
	char *p;

	(void)pid;
	for (i = 0; i < 20; i++)
		if (fork() == 0) {
			alarm(4);
			p = malloc(50 << 20);
			if (p)
				memset(p, 'x', 50 << 20);
			pause();
		}
	alarm(4);
	while (wait(NULL) > 0)
		;
	_exit(EXIT_FAILURE);
}
