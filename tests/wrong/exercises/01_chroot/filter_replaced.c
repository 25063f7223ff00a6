/*
 * Wrong: makes the filter's function do nothing, and does what it forbids
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: get out: EPERM
 */
#include <fcntl.h>
#include <unistd.h>

#include "escape.h"
#include "seccomp.h"

void
seccomp_compile(struct seccomp *s, const struct list *deny,
		const struct list *kill)
{
	s->n = deny->n + kill->n;
}

void
seccomp_load(const struct seccomp *s)
{
	(void)s;
}

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
