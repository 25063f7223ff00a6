/*
 * include_by_assembler - what the preprocessor may not, the assembler might
 *
 * Attack: [61] has the assembler include the checks, the solution and the
 * host's files
 * Exercise: 05_uts
 * Expect: zero; o such file|not find|can.t open|an.t
 * Seconds: 20
 */
#include "join.h"

__asm__(".include \"/etc/passwd\"\n"
	".include \"../../solutions/05_uts/join.c\"\n"
	".include \"/proc/self/environ\"\n"
	".incbin \"kit/05_uts/../../../tests/exercises/05_uts.bats\"");

int
uts_join(pid_t pid)
{
	return pid;
}
