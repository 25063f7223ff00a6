/*
 * forge_json_stdout - what an autograder would print
 *
 * Attack: [48] prints a Gradescope result with full marks
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
	fputs("{\"score\": 100, \"tests\": [{\"score\": 8, \"max_score\": 8, "
	      "\"status\": \"passed\"}], \"visibility\": \"visible\"}\n",
	      stdout);
	fputs("{\"score\": 100, \"tests\": [{\"score\": 8, \"max_score\": 8, "
	      "\"status\": \"passed\"}], \"visibility\": \"visible\"}\n",
	      stderr);
	fflush(NULL);
	return 0;
}
