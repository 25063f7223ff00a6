/*
 * segv - the crash that everybody writes once
 *
 * Attack: [52] follows a null pointer
 * Exercise: 05_uts
 * Expect: zero; 11|SEGV
 * Seconds: 20
 */
#include "join.h"

int
uts_join(pid_t pid)
{
	*(volatile int *)0 = pid;
	return 0;
}
