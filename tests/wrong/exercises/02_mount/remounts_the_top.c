/*
 * Wrong: makes only the topmost mount read-only
 * Rejected-by: what is mounted below SRC is shown, too, and cannot be written
 * either
 * Shows: a remount reaches one mount only
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
	if (mount(src, input, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	return mount(NULL, input, NULL,
		     MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
		     NULL);
}
