/*
 * nested_parens - a compiler that recurses until its stack is full
 *
 * Attack: [83] an expression of 2 to the 20th brackets
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#define P(x) ((((((((((((((((x))))))))))))))))
#define Q(x) P(P(P(P(P(P(P(P(x))))))))
#define R(x) Q(Q(Q(Q(Q(Q(Q(Q(x))))))))
#define S(x) R(R(R(R(R(R(R(R(x))))))))
#define T(x) S(S(S(S(S(S(S(S(x))))))))
#define W(x) T(T(T(T(T(T(T(T(x))))))))
int depth = W(W(W(1)));
#define X2(x)  x x
#define X32(x) X2(X2(X2(X2(X2(x)))))
#define OPEN X32(X32(X32(X32(())))
int open_end = OPEN;

int
uts_join(pid_t pid)
{
	return pid == 0;
}
