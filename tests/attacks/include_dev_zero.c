/*
 * include_dev_zero - a header without end
 *
 * Attack: [80] includes /dev/zero
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include "/dev/zero"

int
uts_join(pid_t pid)
{
	return pid == 0;
}
