/*
 * pose_by_bytes - nearly the witness
 *
 * Attack: [55] runs a copy of the witness in which one byte differs
 * Exercise: 05_uts
 * Expect: zero; no witness|never ran|neither ran|status
 * Seconds: 25
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "join.h"

/* A copy of the witness; CHANGE: with one byte that differs. */
static void
copy_witness(const char *path, int change)
{
	static char block[4 << 20];
	int from = open("/witness", O_RDONLY);
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	ssize_t n = read(from, block, sizeof block);

	if (n > 1)
		block[n - 1] ^= change;
	if (write(to, block, n) != n)
		perror(path);
	close(from);
	close(to);
}

int
uts_join(pid_t pid)
{
	(void)pid;
	copy_witness("/tmp/witness", 1);
	execl("/tmp/witness", "witness", NULL);
	return -1;
}
