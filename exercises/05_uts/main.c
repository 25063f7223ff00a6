/*
 * 05_uts - run a command under the hostname of a box that is running
 *
 *	05_uts PID COMMAND [ARG...]
 *
 * Everything but uts_join() is here; you need not change this file.
 */
#include <stdlib.h>
#include <unistd.h>

#include "join.h"
#include "must.h"
#include "options.h"
#include "spawn.h"

int
main(int argc, char **argv)
{
	pid_t pid;

	if (argc < 3)
		die("want PID COMMAND [ARG...]");
	pid = option_number("PID", argv[1], 1, 1 << 22);
	must(uts_join(pid), "uts_join %d", pid);
	/* As a program that somebody runs: descriptors are inherited. */
	execvp(argv[2], argv + 2);
	must(-1, "execvp %s", argv[2]);
}
