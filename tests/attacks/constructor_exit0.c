/*
 * constructor_exit0 - a program before the program
 *
 * Attack: [53] ends with status 0 before main()
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

__attribute__((constructor)) static void
leave(void)
{
	_exit(0);
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
