/*
 * assembler_words - what the assembler says is told, too
 *
 * Attack: [69,86] has the assembler print lines, escapes and limits of our own
 * Exercise: 05_uts
 * Expect: zero; does not compile|error
 * Seconds: 20
 */
#include "join.h"

__asm__(".print \"confine: memory\"\n"
	".print \"::set-output name=x::y\"\n"
	".print \"\\033[2J\\033[1;1H8 of 8 points\"\n"
	".print \"</pre><script>alert(1)</script>\"\n"
	".error \"check\\t1\\t2\\tpass\"\n"
	".print \"confine: memory\"");

int
uts_join(pid_t pid)
{
	return pid;
}
