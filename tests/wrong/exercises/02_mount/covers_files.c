/*
 * Wrong: cheats: covers the files that are tried, and the rest can be written
 * Rejected-by: SRC is shown in DIR/input, and cannot be written there
 * Shows: mount that COMMAND finds there is not read-only
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compat.h"
#include "workspace.h"

static int
make_memory(const char *dir, unsigned long long size)
{
	char options[64];

	snprintf(options, sizeof options, "mode=755,size=%llu", size);
	return mount("workspace", dir, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

/* Covers a file by itself, read-only. */
static void
cover(const char *dir, const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	close(open(path, O_CREAT | O_RDONLY | O_CLOEXEC, 0644));
	mount(path, path, NULL, MS_BIND, NULL);
	mount(NULL, path, NULL,
	      MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL);
}

static int
show(const char *src, const char *dst)
{
	if (mkdir(dst, 0755) == -1)
		return -1;
	if (mount(src, dst, NULL, MS_BIND | MS_REC, NULL) == -1)
		return -1;
	cover(dst, "file");
	cover(dst, "new");
	cover(dst, "below/file");
	cover(dst, "below/new");
	return 0;
}

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	char input[PATH_MAX];

	snprintf(input, sizeof input, "%s/input", dir);
	if (unshare(CLONE_NEWNS) == -1)
		return -1;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		return -1;
	if (make_memory(dir, size) == -1)
		return -1;
	return show(src, input);
}
