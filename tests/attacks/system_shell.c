/*
 * system_shell - as does the one who knows no C
 *
 * Attack: [56] lets a shell do the work
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdio.h>
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char command[128];

	snprintf(command, sizeof command, "nsenter -u -t %d /witness", pid);
	if (system(command) == 0)
		exit(0);
	snprintf(command, sizeof command,
		 "/submission/rootfs/bin/sh -c 'nsenter -u -t %d /witness'",
		 pid);
	if (system(command) == 0)
		exit(0);
	return 0;
}
