/*
 * entry_point - a program without a beginning of ours
 *
 * Attack: [53,85] brings _start, before any library
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include "join.h"

void
_start(void)
{
#ifdef __x86_64__
	__asm__ volatile("syscall" : : "a"(231L), "D"(125L));
#endif
	for (;;)
		;
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
