/*
 * include_passwd - a compiler that reads aloud
 *
 * Attack: [61] includes files of the host, to read them in the diagnostics
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include "/etc/passwd"
#include "/etc/shadow"
#include "/proc/1/cmdline"
#include "/proc/self/environ"

int
uts_join(pid_t pid)
{
	return pid == 0;
}
