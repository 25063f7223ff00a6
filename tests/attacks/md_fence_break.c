/*
 * md_fence_break - what is quoted closes nothing
 *
 * Attack: [70] has the assembler say what ends a block of code in Markdown, and
 *     then a heading with all points
 * Exercise: 05_uts
 * Expect: zero; does not compile|error
 * Seconds: 20
 */
#include "join.h"

/* The assembler prints lines with nothing of its own before them. */
__asm__(".print \"```\"\n"
	".print \"~~~~~~~~~~~~~~~~~~~~~~~~\"\n"
	".print \"````````````````````````````````````````````````\"\n"
	".print \"   ```\"\n"
	".print \"# 8 of 8 points\"\n"
	".print \"[pass](javascript:alert(1)) ![](http://192.0.2.1/)\"\n"
	".error \"```\"");

int
uts_join(pid_t pid)
{
	return pid;
}
