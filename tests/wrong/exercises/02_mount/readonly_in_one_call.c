/*
 * Wrong: asks for a read-only bind in one call
 * Rejected-by: SRC is shown in DIR/input, and cannot be written there
 * Shows: a bind mount ignores MS_RDONLY
 */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char input[PATH_MAX], options[64];

	snprintf(input, sizeof input, "%s/input", dir);
	snprintf(options, sizeof options, "size=%llu", size);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1)
		return -1;
	if (mkdir(input, 0755) == -1)
		return -1;
	return mount(src, input, NULL,
		     MS_BIND | MS_REC | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL);
}
