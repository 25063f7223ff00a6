/*
 * Wrong: puts the parts of the step together
 * Rejected-by: set-user-ID programs and devices have no effect in DIR, and in
 * all that is shown there
 * Shows: the flag|flags of their own|a bind mount starts
 */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat.h"
#include "mount.h"
#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char input[PATH_MAX], options[64], line[2 * PATH_MAX];
	struct list list = { 1, { line } };
	struct binds binds;

	snprintf(input, sizeof input, "%s/input", dir);
	snprintf(options, sizeof options, "size=%llu", size);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	mounts_make_private();
	if (mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1)
		return -1;
	if (mkdir(input, 0755) == -1)
		return -1;
	snprintf(line, sizeof line, "%s:%s:ro", src, input);
	mounts_open_binds(&list, &binds);
	mounts_attach_binds(&binds);
	return 0;
}
