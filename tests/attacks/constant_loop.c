/*
 * constant_loop - a function of a million lines
 *
 * Attack: [83] code that an optimiser would think about for long
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 40
 */
#include "join.h"

#define X4(x)     x x x x
#define X256(x)   X4(X4(X4(X4(x))))
#define X65536(x) X256(X256(x))

volatile int v;

int
uts_join(pid_t pid)
{
	int a = pid, b = 1;

	X65536(if (v + a) a = b * a + v; else b ^= a << (v & 3);
	       while (v & b) a--;)
	return a + b;
}
