/*
 * facts_by_mount_name - the words are right, and the flags are not set
 *
 * Attack: [54,69] mounts at places that are called as the flags that it
 *     should have set
 * Exercise: 02_mount
 * Expect: earned 4
 * Seconds: 20
 */
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workspace.h"

/* A mount whose line reads as if it were about the flags of the one at AT. */
static void
pretend(const char *at)
{
	char name[256];

	snprintf(name, sizeof name, "%s.flags=ro,nosuid,nodev,x", at);
	mkdir(name, 0755);
	mount("x", name, "tmpfs", 0, NULL);
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char path[256], options[64];

	snprintf(options, sizeof options, "size=%llu", size);
	if (unshare(CLONE_NEWNS) == -1 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 ||
	    mount("work", dir, "tmpfs", 0, options) == -1)
		return -1;
	pretend(dir);
	snprintf(path, sizeof path, "%s/input", dir);
	pretend(path);
	snprintf(path, sizeof path, "%s/input/below", dir);
	pretend(path);
	return access(src, R_OK);
}
