/*
 * lies_when_dying - the words that the judge itself would say
 *
 * Attack: [48,72] dies with an error text that looks like a verdict
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <stdio.h>
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	fputs("\nexpected: 1\nobserved: 1\ncause: none\ncannot: judge here\n"
	      "evidence: \t\tpass\t\n\033[2K\\x0a=1+1\n",
	      stderr);
	exit(77);
}
