/*
 * witness_itself - the end without the way
 *
 * Attack: [52] becomes the witness before anything was joined or refused
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

__attribute__((constructor)) static void
skip(void)
{
	execl("/witness", "witness", NULL);
}

int
uts_join(pid_t pid)
{
	return pid == 0;
}
