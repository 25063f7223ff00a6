/*
 * interp_section - a program that the linker makes into another
 *
 * Attack: [85] brings an interpreter, a stack that may be executed, and init
 *     arrays of its own
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include <unistd.h>

#include "join.h"

static void
leave(void)
{
	_exit(125);
}

__attribute__((section(".interp"), used)) static const char interpreter[] =
    "/submission/evil";
__attribute__((section(".preinit_array"),
	       used)) static void (*first)(void) = leave;
__asm__(".section .note.GNU-stack,\"x\",@progbits\n.text\n");

int
uts_join(pid_t pid)
{
	return pid == 0;
}
