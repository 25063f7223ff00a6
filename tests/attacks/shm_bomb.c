/*
 * shm_bomb - memory that stays when the process goes
 *
 * Attack: [5] 1 GiB of System V shared memory, which outlives its maker
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	int i, id;
	char *p;

	(void)pid;
	for (i = 0; i < 64; i++) {
		id = shmget(IPC_PRIVATE, 16 << 20, IPC_CREAT | 0600);
		p = id == -1 ? (void *)-1 : shmat(id, NULL, 0);
		if (p == (void *)-1)
			break;
		memset(p, 'x', 16 << 20);
		shmdt(p);
	}
	_exit(EXIT_FAILURE);
}
