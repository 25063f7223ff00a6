/*
 * overmount_witness - a name is not a program
 *
 * Attack: [35] mounts itself over the witness, so that it is run in its stead
 * Exercise: 05_uts
 * Expect: zero; never ran|neither ran|status
 * Seconds: 20
 */
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "join.h"

/* Run as the witness: what would the harness like to see? */
__attribute__((constructor)) static void
pose(int argc, char **argv)
{
	if (argc == 1 || strstr(argv[0], "witness")) {
		sleep(1);
		_exit(125);
	}
}

int
uts_join(pid_t pid)
{
	(void)pid;
	mount("/proc/self/exe", "/witness", NULL, MS_BIND, NULL);
	mount("/proc/self/exe", "/bin/witness", NULL, MS_BIND, NULL);
	return 0;
}
