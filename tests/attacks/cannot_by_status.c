/*
 * cannot_by_status - better no verdict than a bad one
 *
 * Attack: [52] ends with the status by which the judge says that it cannot
 *     judge
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <stdlib.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	exit(77);
}
