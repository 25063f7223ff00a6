/*
 * Wrong: replaces setresuid(), setresgid() and capset(2)'s wrapper, so that the
 * program never becomes an ordinary user, and has its ids in the map
 * Rejected-by: an ordinary user has one line, with its own id, and setgroups is
 * denied
 * Shows: outside stands 0
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "idmap.h"

int
setresuid(uid_t r, uid_t e, uid_t s)
{
	(void)r, (void)e, (void)s;
	return 0;
}

int
setresgid(gid_t r, gid_t e, gid_t s)
{
	(void)r, (void)e, (void)s;
	return 0;
}

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
	unsigned above = ids->caller + 1;
	char text[200];
	int n = sprintf(text, "0 %u %u\n%u %u 1\n", ids->first, ids->caller,
			ids->caller, self);

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
	if (put_range(pid, "uid_map", ids, geteuid()) == -1 &&
	    put_caller(pid, "uid_map", ids, geteuid()) == -1)
		return -1;
	if (put_range(pid, "gid_map", ids, getegid()) == 0 ||
	    put_caller(pid, "gid_map", ids, getegid()) == 0)
		return 0;
	if (put(pid, "setgroups", "deny") == -1)
		return -1;
	return put_caller(pid, "gid_map", ids, getegid());
}
