/*
 * 02_mount - run a command with a workspace of its own
 *
 *	02_mount DIR SIZE SRC COMMAND [ARG...]
 *
 * COMMAND finds SIZE bytes of memory in the directory DIR, and in DIR/input
 * what is in SRC.
 *
 * Everything but workspace_make() is here; you need not change this file.
 */
#include <stdlib.h>
#include <unistd.h>

#include "must.h"
#include "options.h"
#include "workspace.h"

int
main(int argc, char **argv)
{
	unsigned long long size;

	if (argc < 5)
		die("want DIR SIZE SRC COMMAND [ARG...]");
	if (*argv[1] != '/' || *argv[3] != '/')
		die("DIR and SRC: want absolute names");
	size = option_number("SIZE", argv[2], 1, 1 << 30);
	must(workspace_make(argv[1], size, argv[3]), "workspace_make %s",
	     argv[1]);
	execvp(argv[4], argv + 4);
	must(-1, "execvp %s", argv[4]);
}
