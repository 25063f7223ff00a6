/*
 * Wrong: finds out what cannot be executed, and executes nothing
 * Scores: 0
 */
#include <sys/stat.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	struct stat s;

	if (stat(argv[0], &s) == -1)
		return 127;
	return access(argv[0], X_OK) == -1 || S_ISDIR(s.st_mode) ? 126 : 43;
}
