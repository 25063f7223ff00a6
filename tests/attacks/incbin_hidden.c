/*
 * incbin_hidden - no diagnostic, and the file is there
 *
 * Attack: [61] embeds the checks, the solution and the host's files in the
 *     program
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

__asm__(".data\n"
	".incbin \"/etc/passwd\"\n"
	".incbin \"../../solutions/05_uts/join.c\"\n"
	".incbin \"/work/source/tests/exercises/05_uts.bats\"\n"
	".incbin \"/proc/self/environ\"\n"
	".text\n");

int
uts_join(pid_t pid)
{
	return pid == 0;
}
