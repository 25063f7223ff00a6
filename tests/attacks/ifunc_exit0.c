/*
 * ifunc_exit0 - a program before the program before the program
 *
 * Attack: [53] ends with status 0 in the linker's own phase, before any
 *     constructor
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran|does not compile|SEGV
 * Seconds: 20
 */
#include "join.h"

static int
nothing(pid_t pid)
{
	return pid == 0;
}

static int (*resolve(void))(pid_t)
{
	/* no library yet: by hand */
#ifdef __x86_64__
	__asm__ volatile("syscall" : : "a"(231L), "D"(0L));
#endif
	return nothing;
}

int uts_join(pid_t pid) __attribute__((ifunc("resolve")));
