/*
 * tap_output - what a TAP reader would count
 *
 * Attack: [72] prints test lines, directives and bail-outs
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
	fputs("\nnot ok 1 # skip\nok 2 # TODO\nBail out!\n1..0 # SKIP all\n"
	      "    ok 1\n  ---\n  score: 8\n  ...\npragma +strict\n",
	      stdout);
	fputs("\nnot ok 1 # skip\nok 2 # TODO\nBail out!\n1..0 # SKIP all\n"
	      "    ok 1\n  ---\n  score: 8\n  ...\npragma +strict\n",
	      stderr);
	fflush(NULL);
	return 0;
}
