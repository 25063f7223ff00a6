/*
 * memtouch - memory, a MiB at a time
 *
 * Attack: [3] touches 1 GiB
 * Exercise: 05_uts
 * Expect: zero; memory|killed|COMMAND never ran
 * Seconds: 20
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	size_t i;
	char *p;

	(void)pid;
	for (i = 0; i < 1024; i++) {
		p = malloc(1 << 20);
		if (!p)
			abort();
		memset(p, 'x', 1 << 20);
	}
	_exit(EXIT_FAILURE);
}
