/*
 * signal_flood - signals to whoever is there
 *
 * Attack: [27] sends each process that it can see every signal, again and
 *     again
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i, j, sig;

	(void)pid;
	for (i = 0; i < 100; i++)
		for (j = 1; j < 50; j++)
			for (sig = 1; sig < 65; sig++)
				if (j != getpid())
					kill(j, sig);
	_exit(EXIT_FAILURE);
}
