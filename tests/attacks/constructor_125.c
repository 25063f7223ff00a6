/*
 * constructor_125 - who refuses everything refuses rightly, too
 *
 * Attack: [53] ends with the status of a refusal before main()
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

__attribute__((constructor)) static void
leave(void)
{
	_exit(125);
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
