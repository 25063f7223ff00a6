/*
 * deep_stack - endless recursion
 *
 * Attack: [3] recurses until the stack is full
 * Exercise: 05_uts
 * Expect: zero; 11|SEGV|COMMAND never ran
 * Seconds: 20
 */
#include "join.h"

static int
deeper(volatile char *above)
{
	volatile char frame[4096];

	frame[0] = *above;
	return deeper(frame) + frame[0];
}

int
uts_join(pid_t pid)
{
	char zero = 0;

	(void)pid;
	return deeper(&zero);
}
