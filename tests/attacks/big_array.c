/*
 * big_array - the same, less
 *
 * Attack: [79] an array of a GiB with a first element
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

char big[1 << 30] = { 1 };

int
uts_join(pid_t pid)
{
	return pid == 0;
}
