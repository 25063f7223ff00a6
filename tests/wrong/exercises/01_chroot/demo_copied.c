/*
 * Wrong: the step's own demonstration, which needs a descriptor
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: get out: EPERM
 */
#include <fcntl.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int fd, i;

	fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1 || chroot("tmp") == -1 || fchdir(fd) == -1)
		return -1;
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
