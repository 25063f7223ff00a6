/*
 * umount_all - the ground that it stands on
 *
 * Attack: [35] takes away every mount that it can, to see what they hide
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const places[] = {
		"/proc",       "/tmp", "/dev", "/sys", "/submission/rootfs",
		"/submission", "/bin", "/"
	};
	size_t i;

	(void)pid;
	for (i = 0; i < sizeof places / sizeof *places; i++)
		while (umount2(places[i], MNT_DETACH) == 0)
			;
	_exit(EXIT_FAILURE);
}
