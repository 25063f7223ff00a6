/*
 * sixteen_gb_object - one line, one full disk
 *
 * Attack: [78] an array of 16 GB in the object file
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

int big[-1u] = { 1 };

int
uts_join(pid_t pid)
{
	return pid == 0;
}
