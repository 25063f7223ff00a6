/*
 * macro_bomb - a short file with a long meaning
 *
 * Attack: [83] a macro that becomes 2 to the 32nd words
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#define A(x) x x x x
#define B(x) A(A(A(A(x))))
#define C(x) B(B(x))
#define D(x) C(C(x))
int words[] = { D(1, ) };

int
uts_join(pid_t pid)
{
	return pid == 0;
}
