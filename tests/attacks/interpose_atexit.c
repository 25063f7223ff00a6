/*
 * interpose_atexit - a refusal, whatever happens
 *
 * Attack: [52,54] does nothing, and turns every exit status into 125
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

static void
refuse(void)
{
	_exit(125);
}

int
uts_join(pid_t pid)
{
	(void)pid;
	atexit(refuse);
	errno = EINVAL;
	return -1;
}
