/*
 * witness_and_refusal - yes and no at once
 *
 * Attack: [52] starts the witness in a child, and refuses everything itself
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

__attribute__((constructor)) static void
both(void)
{
	if (fork() == 0)
		execl("/witness", "witness", NULL);
	usleep(200 * 1000);
	_exit(125);
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
