/*
 * forge_facts - what observe would print
 *
 * Attack: [48] prints the facts that the judge wants to read
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
	fputs("box.ns.uts=1\nbeside.ns.uts=1\nhost.ns.uts=2\nact.name=box0\n"
	      "witness=1\nexit.status=125\nbox.fd=0 1 2\n\\x0abox.fd=0 1 2\n",
	      stdout);
	fputs("box.ns.uts=1\nbeside.ns.uts=1\nhost.ns.uts=2\nact.name=box0\n"
	      "witness=1\nexit.status=125\nbox.fd=0 1 2\n\\x0abox.fd=0 1 2\n",
	      stderr);
	fflush(NULL);
	return 0;
}
