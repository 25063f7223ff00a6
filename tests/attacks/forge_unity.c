/*
 * forge_unity - what a test program would print
 *
 * Attack: [48] prints what unit test programs print when all is well
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
	fputs("6 Tests 0 Failures 0 Ignored\nOK\nPASSED\n[==========] 6 tests "
	      "ran.\n",
	      stdout);
	fputs("6 Tests 0 Failures 0 Ignored\nOK\nPASSED\n[==========] 6 tests "
	      "ran.\n",
	      stderr);
	fflush(NULL);
	return 0;
}
