/*
 * huge_line - a line that fits nowhere
 *
 * Attack: [9,69] prints one line of a million bytes
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <string.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static char line[1000000];

	(void)pid;
	memset(line, '=', sizeof line);
	if (write(1, line, sizeof line) == -1 ||
	    write(2, line, sizeof line) == -1)
		return -1;
	return 0;
}
