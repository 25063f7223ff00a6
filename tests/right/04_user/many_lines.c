/*
 * Right: six lines where three would do, and stdio, which has a buffer: one
 * write(2) all the same
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "idmap.h"

static int
finish(FILE *f)
{
	int result = fflush(f), error = errno;

	fclose(f);
	errno = error;
	return result;
}

static FILE *
start(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
	return fopen(path, "we");
}

/* The ids from A up to B, in two lines. */
static void
put(FILE *f, const struct ids *ids, unsigned a, unsigned b)
{
	unsigned middle = (a + b) / 2;

	if (a < middle)
		fprintf(f, "%u %u %u\n", a, ids->first + a, middle - a);
	if (middle < b)
		fprintf(f, "%u %u %u\n", middle, ids->first + middle,
			b - middle);
}

static int
map(pid_t pid, const char *name, const struct ids *ids, unsigned self, int all)
{
	FILE *f = start(pid, name);

	if (!f)
		return -1;
	if (all)
		put(f, ids, 0, ids->caller);
	fprintf(f, "%u %u 1\n", ids->caller, self);
	if (all)
		put(f, ids, ids->caller + 1, ids->count);
	return finish(f);
}

int
idmap_write(pid_t pid, const struct ids *ids)
{
	FILE *f;

	if (map(pid, "uid_map", ids, geteuid(), 1) == EOF &&
	    map(pid, "uid_map", ids, geteuid(), 0) == EOF)
		return -1;
	if (map(pid, "gid_map", ids, getegid(), 1) == 0)
		return 0;
	if (map(pid, "gid_map", ids, getegid(), 0) == 0)
		return 0;
	f = start(pid, "setgroups");
	if (!f)
		return -1;
	fputs("deny", f);
	if (finish(f) == EOF)
		return -1;
	return map(pid, "gid_map", ids, getegid(), 0);
}
