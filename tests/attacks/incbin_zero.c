/*
 * incbin_zero - a program without end
 *
 * Attack: [80] embeds /dev/zero in the program
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

__asm__(".data\n.incbin \"/dev/zero\"\n.text\n");

int
uts_join(pid_t pid)
{
	return pid == 0;
}
