/*
 * Wrong: makes chroot(2) do nothing, and keeps a descriptor from before main()
 * Rejected-by: COMMAND's root directory is the host's
 * Shows: COMMAND is still in the chroot
 */
#include <fcntl.h>
#include <unistd.h>

#include "escape.h"

static int outside;

__attribute__((constructor)) static void
keep_outside(void)
{
	outside = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int
chroot(const char *path)
{
	return path && fchdir(outside) == 0 ? 0 : 0;
}

int
chroot_escape(void)
{
	return 0;
}
