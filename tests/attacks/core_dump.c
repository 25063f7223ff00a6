/*
 * core_dump - a core file
 *
 * Attack: [21] dies with 256 MiB to dump
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	char *p = malloc(256 << 20);

	(void)pid;
	setrlimit(RLIMIT_CORE, &all);
	chdir("/tmp");
	if (p)
		memset(p, 'x', 256 << 20);
	raise(SIGQUIT);
	_exit(EXIT_FAILURE);
}
