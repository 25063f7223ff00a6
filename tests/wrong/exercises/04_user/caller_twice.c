/*
 * Wrong: maps the whole range, and the caller once more
 * Rejected-by: a caller who may has the whole range, of users and of groups
 * Shows: two lines overlap
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "idmap.h"

static int
put(pid_t pid, const char *file, const char *text)
{
	char path[64];
	int fd, n, error;

	snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	n = write(fd, text, strlen(text));
	error = errno;
	close(fd);
	errno = error;
	return n == -1 ? -1 : 0;
}

static int
put_range(pid_t pid, const char *file, const struct ids *ids, unsigned self)
{
	char text[200];

	sprintf(text, "0 %u %u\n%u %u 1\n", ids->first, ids->count, ids->caller,
		self);
	return put(pid, file, text);
}

static int
put_caller(pid_t pid, const char *file, const struct ids *ids, unsigned self)
{
	char text[64];

	sprintf(text, "%u %u 1", ids->caller, self);
	return put(pid, file, text);
}

int
idmap_write(pid_t pid, const struct ids *ids)
{
	if (put_range(pid, "uid_map", ids, geteuid()) == -1 && errno != EPERM)
		return -1;
	if (errno == EPERM && put_caller(pid, "uid_map", ids, geteuid()) == -1)
		return -1;
	if (put_range(pid, "gid_map", ids, getegid()) == 0 ||
	    put_caller(pid, "gid_map", ids, getegid()) == 0)
		return 0;
	if (put(pid, "setgroups", "deny") == -1)
		return -1;
	return put_caller(pid, "gid_map", ids, getegid());
}
