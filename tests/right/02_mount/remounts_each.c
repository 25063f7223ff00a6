/*
 * Right: the old way, a remount of each mount that mountinfo lists; works
 * before Linux 5.12, too
 */
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "workspace.h"

static int
remount_all(const char *top)
{
	unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID;
	FILE *f = fopen("/proc/self/mountinfo", "re");
	char line[8192], at[4096];
	int result = 0;

	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "%*s %*s %*s %*s %4095s", at) == 1 &&
		    strncmp(at, top, strlen(top)) == 0 &&
		    mount(NULL, at, NULL, flags | MS_NODEV, NULL) == -1)
			result = -1;
	fclose(f);
	return result;
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char text[PATH_MAX];

	if (unshare(CLONE_NEWNS) ||
	    mount("none", "/", "none", MS_PRIVATE | MS_REC, ""))
		return -1;
	snprintf(text, sizeof text, "size=%lluk", size / 1024);
	if (mount("t", dir, "tmpfs", 0, text) ||
	    mount("t", dir, "", MS_REMOUNT | MS_NODEV | MS_NOSUID, text))
		return -1;
	snprintf(text, sizeof text, "%s/input", dir);
	mkdir(text, 0700);
	if (mount(src, text, "", MS_REC | MS_BIND, NULL))
		return -1;
	return remount_all(text);
}
