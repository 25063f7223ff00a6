/*
 * ci_commands - what a job log would obey
 *
 * Attack: [68] prints commands to a CI service
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
	fputs("::add-mask::fail\n::stop-commands::x\n::set-output "
	      "name=score::100\n"
	      "##[set-env name=SCORE]100\n::error::pwned\n",
	      stdout);
	fputs("::add-mask::fail\n::stop-commands::x\n::set-output "
	      "name=score::100\n"
	      "##[set-env name=SCORE]100\n::error::pwned\n",
	      stderr);
	fflush(NULL);
	return 0;
}
