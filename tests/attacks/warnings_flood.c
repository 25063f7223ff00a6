/*
 * warnings_flood - diagnostics instead of a program
 *
 * Attack: [86] a million warnings, with colours
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include "join.h"

#pragma GCC diagnostic warning "-Wall"
#define X8(x)     x x x x x x x x
#define X32768(x) X8(X8(X8(X8(X8(x)))))
#pragma message "\033[31mPASS\033[0m ::error::x"
X32768(static int unused_(void) {
	int a;
	int b;
	return a = b;
})

int
uts_join(pid_t pid)
{
	return pid == 0;
}
