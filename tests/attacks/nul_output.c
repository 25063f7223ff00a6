/*
 * nul_output - bytes that no report may show
 *
 * Attack: [69] prints every byte there is, NUL first
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char all[256];
	int i;

	(void)pid;
	for (i = 0; i < 256; i++)
		all[i] = i;
	if (write(1, all, sizeof all) == -1 || write(2, all, sizeof all) == -1)
		return -1;
	return 0;
}
