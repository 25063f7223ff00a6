/*
 * exe_truncated - who maps it gets a SIGBUS
 *
 * Attack: [75] shrinks a file of the witness's size while the harness
 *     compares it
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
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
	time_t end = time(NULL) + 3;
	pid_t child;

	(void)pid;
	while (time(NULL) < end) {
		copy_witness("/tmp/shrinks", 1);
		child = fork();
		if (child == 0) {
			execl("/tmp/shrinks", "witness", NULL);
			_exit(0);
		}
		usleep(1500);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		if (truncate("/tmp/shrinks", 0) == -1)
			unlink("/tmp/shrinks");
	}
	_exit(EXIT_FAILURE);
}
