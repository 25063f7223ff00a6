/*
 * include_self_twice - diagnostics without end
 *
 * Attack: [82] includes itself twice, and so on
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include __FILE__
#include __FILE__

int
uts_join(pid_t pid)
{
	return pid == 0;
}
