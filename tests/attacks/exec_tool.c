/*
 * exec_tool - somebody else has written that program
 *
 * Attack: [55] lets nsenter(1) or busybox do the work
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdio.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const tools[] = { "nsenter", "/usr/bin/nsenter",
					     "/bin/nsenter",
					     "/submission/rootfs/bin/nsenter" };
	char target[16];
	size_t i;

	snprintf(target, sizeof target, "%d", pid);
	for (i = 0; i < sizeof tools / sizeof *tools; i++)
		execlp(tools[i], "nsenter", "-u", "-t", target, "/witness",
		       NULL);
	execl("/submission/rootfs/bin/busybox", "busybox", "nsenter", "-u",
	      "-t", target, "/witness", NULL);
	return 0;
}
