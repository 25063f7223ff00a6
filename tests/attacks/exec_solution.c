/*
 * exec_solution - somebody else has solved it
 *
 * Attack: [55,62] runs the model solution, wherever that may lie
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdio.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const places[] = {
		"/build/solutions/05_uts",
		"build/solutions/05_uts",
		"../build/solutions/05_uts",
		"/submission/solution",
		"/proc/1/cwd/build/solutions/05_uts",
		"/proc/1/root/usr/bin/nsenter"
	};
	char target[16];
	size_t i;

	snprintf(target, sizeof target, "%d", pid);
	for (i = 0; i < sizeof places / sizeof *places; i++)
		execl(places[i], "05_uts", target, "/witness", NULL);
	return 0;
}
