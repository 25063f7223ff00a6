/*
 * nested_types - a table that is larger than it looks
 *
 * Attack: [83] types and initialisers, each in the one before
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#define S(x)                              \
	struct {                          \
		x a, b, c, d, e, f, g, h; \
	}
typedef S(S(S(S(S(S(S(char))))))) deep;
deep all[64] = { [0 ... 63] = { { { { { { { 1 } } } } } } } };
deep *more(void);
static const deep table[1 << 10] = { [(1 << 10) -
				      1] = { { { { { { { 1 } } } } } } } };
const void *keep = table;

int
uts_join(pid_t pid)
{
	return pid == 0;
}
