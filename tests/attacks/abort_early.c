/*
 * abort_early - a program that gives up
 *
 * Attack: [52] aborts
 * Exercise: 05_uts
 * Expect: zero; (6|ABRT)
 * Seconds: 20
 */
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	abort();
}
