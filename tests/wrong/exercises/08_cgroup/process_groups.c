/*
 * Wrong: takes the processes of the group for process groups
 * Rejected-by: the program tells which limit was hit: memory, processes, both,
 * neither
 * Shows: the program did not end: contain_end
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contain.h"
#include "fileio.h"

enum { PATIENCE_MS = 2000 };

static int
write_to(const char *dir, const char *file, const char *text)
{
	char path[700];

	snprintf(path, sizeof path, "%s/%s", dir, file);
	return file_try_write(text, path);
}

static int
make_dir(const char *dir)
{
	return mkdir(dir, 0755) == -1 && errno != EEXIST ? -1 : 0;
}

int
contain_make(const struct group *g)
{
	if (make_dir(g->memory_dir) == -1 || make_dir(g->pids_dir) == -1)
		return -1;
	if (write_to(g->memory_dir, g->memory_max, g->bytes) == -1)
		return -1;
	/* after memory_max: on version 1 it may not be the smaller one */
	if (write_to(g->memory_dir, g->swap_max, g->swap) == -1 &&
	    errno != ENOENT)
		return -1;
	return write_to(g->pids_dir, g->pids_max, g->pids);
}

int
contain_add(const struct group *g, pid_t pid)
{
	char number[16];

	snprintf(number, sizeof number, "%d", pid);
	if (write_to(g->memory_dir, "cgroup.procs", number) == -1)
		return -1;
	return write_to(g->pids_dir, "cgroup.procs", number);
}

/* The number behind WORD, which stands at the beginning of a line. */
static long
count(const char *dir, const char *file, const char *word)
{
	char path[700], text[1024], *line, *rest = text;
	size_t n = strlen(word);

	snprintf(path, sizeof path, "%s/%s", dir, file);
	if (file_read(text, sizeof text, path) == -1)
		return -1;
	while ((line = strsep(&rest, "\n")))
		if (strncmp(line, word, n) == 0 && line[n] == ' ')
			return strtol(line + n, NULL, 10);
	return 0;
}

int
contain_hits(const struct group *g)
{
	long killed = count(g->memory_dir, g->memory_events, "oom_kill");
	long refused = count(g->pids_dir, g->pids_events, "max");

	if (killed == -1 || refused == -1)
		return -1;
	return (killed ? HIT_MEMORY : 0) | (refused ? HIT_PIDS : 0);
}

static void
kill_all(const char *dir)
{
	char path[700], text[65536], *line, *rest = text;

	snprintf(path, sizeof path, "%s/cgroup.procs", dir);
	if (file_read(text, sizeof text, path) == -1)
		return;
	while ((line = strsep(&rest, "\n")))
		if (atoi(line) > 0)
			kill(-atoi(line), SIGKILL);
}

/* Who was killed is a member until it is gone altogether: EBUSY. */
static int
remove_dir(const char *dir)
{
	int i;

	for (i = 0; rmdir(dir) == -1; i++) {
		if (errno == ENOENT)
			return 0;
		if (errno != EBUSY || i == PATIENCE_MS)
			return -1;
		kill_all(dir);
		poll(NULL, 0, 1);
	}
	return 0;
}

int
contain_end(const struct group *g)
{
	int result;

	write_to(g->pids_dir, g->pids_max, "0"); /* no new ones */
	kill_all(g->pids_dir);
	result = remove_dir(g->pids_dir);
	return remove_dir(g->memory_dir) == -1 ? -1 : result;
}
