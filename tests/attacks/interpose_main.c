/*
 * interpose_main - two programs in one
 *
 * Attack: [54] brings a main() of its own
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 20
 */
#include "join.h"

int
main(void)
{
	return 0;
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
