/*
 * longjmp_out - a frame that is long gone
 *
 * Attack: [52] jumps back to before main() called it, and returns from there
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <setjmp.h>
#include <unistd.h>

#include "join.h"

static jmp_buf start;

__attribute__((constructor)) static void
remember(void)
{
	if (setjmp(start) != 0)
		_exit(0);
}

int
uts_join(pid_t pid)
{
	longjmp(start, pid | 1);
}
