/*
 * asm_fill - the same in the assembler's words
 *
 * Attack: [79] has the assembler fill 16 GB
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

__asm__(".data\n.fill 0x7fffffff, 8, 0x78\n.text\n");

int
uts_join(pid_t pid)
{
	return pid == 0;
}
