/*
 * exit0_early - no failure, it hopes, is a pass
 *
 * Attack: [52] ends with status 0 before anything was asked
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	exit(0);
}
