/*
 * compiler_crash - an internal error is nobody's fault
 *
 * Attack: [84] code that makes compilers crash or hang
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include "join.h"

typedef int v __attribute__((vector_size(1 << 30)));
v add(v a, v b);
v
add(v a, v b)
{
	return a + b * a - b / a;
}
struct s {
	char x[__INT_MAX__];
} s1, s2;
void
copy(void)
{
	s1 = s2;
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
