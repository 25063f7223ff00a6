/*
 * asm_rept - time and memory of the assembler
 *
 * Attack: [83] has the assembler repeat a loop ten thousand million times
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

__asm__(".data\n.rept 100000\n.rept 100000\n.byte 1\n.endr\n.endr\n.text\n");

int
uts_join(pid_t pid)
{
	return pid == 0;
}
