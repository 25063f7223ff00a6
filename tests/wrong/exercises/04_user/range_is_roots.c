/*
 * Wrong: takes whoever may map a range for root, and writes 0 for the caller
 * Rejected-by: the caller may be the last of the range, and another user than
 * root
 * Shows: 0 1.*outside stands 0, which is root
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
put_range(pid_t pid, const char *file, const struct ids *ids)
{
	unsigned above = ids->caller + 1;
	char text[200];
	int n = sprintf(text, "0 %u %u\n%u 0 1\n", ids->first, ids->caller,
			ids->caller);

	if (above < ids->count)
		sprintf(text + n, "%u %u %u\n", above, ids->first + above,
			ids->count - above);
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
	if (put_range(pid, "uid_map", ids) == -1 &&
	    put_caller(pid, "uid_map", ids, geteuid()) == -1)
		return -1;
	if (put_range(pid, "gid_map", ids) == 0 ||
	    put_caller(pid, "gid_map", ids, getegid()) == 0)
		return 0;
	if (put(pid, "setgroups", "deny") == -1)
		return -1;
	return put_caller(pid, "gid_map", ids, getegid());
}
