/*
 * env_facts - variables are chosen by whoever starts a program
 *
 * Attack: [54,69] hands COMMAND variables whose names and values look like
 *     facts
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 25
 */
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	putenv("x=y=z\nbox.ns.uts=1\nbeside.ns.uts=1");
	putenv("NAME\nbox.ns.uts=1");
	putenv("\nbox.fd=0 1 2\n=");
	setenv("LD_PRELOAD", "/submission/evil.so", 1);
	return 0;
}
