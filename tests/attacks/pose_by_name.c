/*
 * pose_by_name - a name is not a program
 *
 * Attack: [55] copies itself to a file of the witness's name, and runs that
 * Exercise: 05_uts
 * Expect: zero; no witness|never ran|neither ran
 * Seconds: 20
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

__attribute__((constructor)) static void
pose(int argc, char **argv)
{
	if (argc == 1 && strcmp(argv[0], "witness") == 0) {
		dup2(0, 200);
		dup2(0, 201);
		sleep(1);
		_exit(125);
	}
}

int
uts_join(pid_t pid)
{
	static char block[1 << 16];
	int from = open("/proc/self/exe", O_RDONLY);
	int to = open("/tmp/witness", O_WRONLY | O_CREAT, 0755);
	ssize_t n;

	(void)pid;
	while ((n = read(from, block, sizeof block)) > 0)
		if (write(to, block, n) != n)
			break;
	close(to);
	execl("/tmp/witness", "witness", NULL);
	return -1;
}
