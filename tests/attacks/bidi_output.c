/*
 * bidi_output - what a reader would misread
 *
 * Attack: [33] prints text that is shown in another order than it has
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <stdio.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	fputs("\u202e 8/8 ssap \u202c \u2066 lla \u2069 \u200f\u200e\ufeff\n",
	      stdout);
	fputs("\u202e 8/8 ssap \u202c \u2066 lla \u2069 \u200f\u200e\ufeff\n",
	      stderr);
	fflush(NULL);
	return 0;
}
