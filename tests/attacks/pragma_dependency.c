/*
 * pragma_dependency - questions by pragma
 *
 * Attack: [61] asks the compiler which host files are newer than it
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#pragma GCC dependency "/etc/passwd" the host can be read
#pragma GCC pch_preprocess "/etc/passwd"
#pragma GCC poison int

int
uts_join(pid_t pid)
{
	return pid == 0;
}
