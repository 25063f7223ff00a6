/*
 * include_stdin - a header that somebody has to type
 *
 * Attack: [81] includes standard input and the terminal
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include "/dev/stdin"
#include "/dev/tty"
#include "/proc/self/fd/0"

int
uts_join(pid_t pid)
{
	return pid == 0;
}
