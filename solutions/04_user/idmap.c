/*
 * idmap.c - which ids a box has, and which of them is the caller
 *
 * A map is written into /proc/PID/uid_map and gid_map, in lines "inside
 * outside count", by somebody in the namespace above.  The kernel has rules:
 * who may write which line, how often, and what must come first.
 *
 * The caller lies in the middle of the range, so the range is cut in two:
 *
 *	inside			outside
 *
 *	0 to CALLER - 1		FIRST to FIRST + CALLER - 1
 *	CALLER			we
 *	CALLER + 1 to COUNT - 1	FIRST + CALLER + 1 to FIRST + COUNT - 1
 *
 * FIRST + CALLER stays unused.  Who may write all this is not asked: there are
 * capabilities, maps above ours, security modules, and the kernel knows them
 * all.  A map that was refused is still unwritten, so we try, and take less.
 *
 * See user_namespaces(7), "User and group ID mappings: uid_map and gid_map"
 * and "The /proc/pid/setgroups file".
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "fileio.h"
#include "idmap.h"

/* SELF is our own id outside. */
static void
format_range(char *text, size_t size, const struct ids *ids, unsigned self)
{
	unsigned above = ids->caller + 1;
	int n = snprintf(text, size, "0 %u %u\n%u %u 1\n", ids->first,
			 ids->caller, ids->caller, self);

	if (above < ids->count) /* a line for no ids at all is EINVAL */
		snprintf(text + n, size - n, "%u %u %u\n", above,
			 ids->first + above, ids->count - above);
}

static int
write_map(pid_t pid, const char *file, const struct ids *ids, unsigned self)
{
	char path[64], range[128], alone[64];

	snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
	format_range(range, sizeof range, ids, self);
	snprintf(alone, sizeof alone, "%u %u 1\n", ids->caller, self);
	if (file_try_write(range, path) == 0)
		return 0;
	return errno == EPERM ? file_try_write(alone, path) : -1;
}

/* Linux 3.19: who could leave a group by setgroups(2) would get into files
 * that are closed to this group and open to all others. */
static int
deny_setgroups(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/setgroups", pid);
	return file_try_write("deny", path);
}

int
idmap_write(pid_t pid, const struct ids *ids)
{
	if (write_map(pid, "uid_map", ids, geteuid()) == -1)
		return -1;
	if (write_map(pid, "gid_map", ids, getegid()) == 0)
		return 0;
	if (errno != EPERM || deny_setgroups(pid) == -1)
		return -1;
	return write_map(pid, "gid_map", ids, getegid());
}
