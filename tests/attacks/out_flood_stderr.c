/*
 * out_flood_stderr - output without end
 *
 * Attack: [9] writes to stderr for 4 seconds, as fast as it can
 * Exercise: 05_uts
 * Expect: zero; limit of (output|time|file)|time was up|neither ran|COMMAND
 *     never ran
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static char block[64 << 10];
	time_t end = time(NULL) + 4;

	(void)pid;
	signal(SIGXFSZ, SIG_IGN);
	memset(block, 'x', sizeof block);
	while (time(NULL) < end)
		if (write(2, block, sizeof block) == -1)
			usleep(1000);
	_exit(EXIT_FAILURE);
}
