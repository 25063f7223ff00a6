/*
 * Wrong: no child is made: the program itself becomes COMMAND
 * Scores: 0
 */
#include <errno.h>
#include <unistd.h>

#include "compat.h"
#include "run.h"

int
run(char **argv)
{
	syscall(SYS_close_range, 3, ~0U, 0);
	execvp(argv[0], argv);
	return errno == ENOENT ? 127 : 126;
}
