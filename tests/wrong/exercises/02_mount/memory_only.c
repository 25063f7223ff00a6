/*
 * Wrong: makes DIR, and shows nothing in it: half of the work
 * Rejected-by: set-user-ID programs and devices have no effect in DIR, and in
 * all that is shown there
 * Shows: no mount at .*input.*MS_BIND was not made
 */
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char input[PATH_MAX], options[64];

	snprintf(input, sizeof input, "%s/input", dir);
	snprintf(options, sizeof options, "size=%llu", size);
	(void)src;
	if (unshare(CLONE_NEWNS) == -1 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (mount("work", dir, "tmpfs", MS_NOSUID | MS_NODEV, options) == -1)
		return -1;
	return mkdir(input, 0755);
}
