/*
 * lto_bait - code that asks for a compiler
 *
 * Attack: [85] says that it was compiled for link time optimisation, and is not
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include "join.h"

__asm__(
    ".comm __gnu_lto_slim,1,1\n"
    ".section .gnu.lto_.opts,\"e\",@progbits\n.string \"-fplugin=/work/x\"\n"
    ".section .gnu.lto_main.0,\"e\",@progbits\n.string \"x\"\n.text");

int
uts_join(pid_t pid)
{
	return pid;
}
