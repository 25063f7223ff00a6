/*
 * forge_tap - what a test runner would print
 *
 * Attack: [48,72] prints a TAP stream in which all is well
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <stdio.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	fputs("1..6\nok 1\nok 2\nok 3\nok 4\nok 5\nok 6\n", stdout);
	fputs("1..6\nok 1\nok 2\nok 3\nok 4\nok 5\nok 6\n", stderr);
	fflush(NULL);
	return 0;
}
