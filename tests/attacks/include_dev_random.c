/*
 * include_dev_random - a header without end or sense
 *
 * Attack: [80] includes /dev/urandom
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include "/dev/urandom"

int
uts_join(pid_t pid)
{
	return pid == 0;
}
