/*
 * hostname_injection - an answer that looks like several facts
 *
 * Attack: [69] gives a namespace of its own a name with lines of facts in it
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <sched.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char name[] =
	    "box1\nbox.ns.uts=1\nbeside.ns.uts=1\t\033[A";

	(void)pid;
	unshare(CLONE_NEWUTS);
	return sethostname(name, sizeof name - 1);
}
