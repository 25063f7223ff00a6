/*
 * cgroup.c - limits on memory, processes and processor time
 *
 * Namespaces decide what a process can see, cgroups what it can use.  A
 * cgroup is a directory in a file system that the kernel invents; a process
 * joins by having its number written to cgroup.procs, its children are born
 * where it is, and a limit is text in a file:
 *
 *	version 1: a tree a controller		version 2: one tree
 *
 *	/sys/fs/cgroup				/sys/fs/cgroup
 *	|-- memory				`-- our/own/cgroup
 *	|   `-- our/own/cgroup			    `-- boxwright-x3Fq0a
 *	|       `-- boxwright-x3Fq0a		        |-- memory.max
 *	`-- pids				        |-- pids.max
 *	    `-- ...				        `-- cpu.max
 *
 * Version 2 (Linux 4.5) is the usual one today; "hybrid" systems have both,
 * with a controller in one or the other.  where.c finds our place.
 *
 * Beware:
 *   - Memory that may be swapped out is not limited: limit swap as well.
 *   - A group with a process in it, or one dying, cannot be removed (EBUSY).
 *   - If we are killed, the directory stays, but the lock that we hold on it
 *     goes: what is not locked, the next run removes.
 *
 * See cgroups(7), flock(2), the kernel's admin-guide/cgroup-v2.rst.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cgroup.h"
#include "fileio.h"
#include "must.h"
#include "options.h"
#include "where.h"

static struct cgroup *current; /* for undo() */

/* Removes groups in DIR whose makers were killed: nobody locks them. */
static void
remove_stale(const char *dir)
{
	char path[1024];
	struct dirent *e;
	DIR *d = opendir(dir);
	int fd;

	must(d ? 0 : -1, "opendir cgroup %s", dir);
	while ((errno = 0, e = readdir(d))) {
		if (strncmp(e->d_name, "boxwright-", 10) != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd == -1 && errno == ENOENT)
			continue; /* its run has just ended */
		must(fd, "open cgroup %s", path);
		if (flock(fd, LOCK_EX | LOCK_NB) == 0 && rmdir(path) == 0)
			note("removed cgroup %s of a killed run", e->d_name);
		close(fd);
	}
	must(errno ? -1 : 0, "readdir cgroup %s", dir);
	closedir(d);
}

/* Makes and locks a group below PARENT.  One run at a time, or another could
 * take it for a stale one before it is locked. */
static void
make_level(struct cgroup *g, const char *parent)
{
	struct cgroup_level *l = &g->level[g->n];
	int fd = must(open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		      "open cgroup %s", parent);

	must(flock(fd, LOCK_EX), "flock cgroup %s", parent);
	remove_stale(parent);
	snprintf(l->dir, sizeof l->dir, "%.490s/boxwright-XXXXXX", parent);
	must(mkdtemp(l->dir) ? 0 : -1, "mkdir cgroup %s", l->dir);
	g->n++; /* undo() sees to it from here on */
	l->lock = must(open(l->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		       "open cgroup %s", l->dir);
	must(flock(l->lock, LOCK_EX), "flock cgroup %s", l->dir);
	close(fd);
}

/* Sets a limit in the tree that has CONTROLLER; the box's group there is
 * made at first use.  Returns its directory. */
static const char *
limit(struct cgroup *g, const char *controller, const char *value,
      const char *file_v1, const char *file_v2)
{
	struct where p = cgroup_where(controller, g->wanted);
	struct cgroup_level *l = g->level;
	size_t n = strlen(p.dir);

	while (l < g->level + g->n && (strncmp(l->dir, p.dir, n) != 0 ||
				       strrchr(l->dir, '/') != l->dir + n))
		l++;
	if (l == g->level + g->n)
		make_level(g, p.dir);
	file_write(value, "%s/%s", l->dir, p.version == 2 ? file_v2 : file_v1);
	return l->dir;
}

/* Bytes from "64M". */
static unsigned long long
parse_size(const char *text)
{
	static const char units[] = "KMGkmg";
	char *end;
	unsigned long long n = strtoull(text, &end, 10);
	const char *unit = strchr(units, *end); /* '\0' is behind the units */
	int shift = *end && unit ? 10 * ((unit - units) % 3 + 1) : 0;

	if (*text < '0' || *text > '9' || !unit || (*end && end[1]) || n == 0)
		die("--memory \"%s\": want a size like 4096, 64K, 5M or 1G",
		    text);
	if (n > (1ULL << 62) >> shift)
		die("--memory %s: too large", text);
	return n << shift;
}

/* What is swapped out does not count as memory: allow none (v2), or count
 * it, too (v1).  Kernels that do not count swap have no such file. */
static void
limit_swap(const char *dir, const char *bytes)
{
	const char *const file[] = { "memory.swap.max",
				     "memory.memsw.limit_in_bytes" };
	const char *const text[] = { "0", bytes };
	char path[600];
	int i, result;

	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, file[i]);
		result = file_try_write(text[i], path);
		if (result == 0 || errno != ENOENT)
			must(result, "write \"%s\" to %s", text[i], path);
	}
}

/* The last process is gone, but its group may be busy for a moment. */
static int
remove_dir(const char *dir)
{
	for (int i = 0; rmdir(dir) == -1; i++) {
		if (errno != EBUSY || i == 2000)
			return -1;
		poll(NULL, 0, 1);
	}
	return 0;
}

/* At the host side's exit(3), when something failed on the way. */
static void
undo(void)
{
	while (current->n > 0)
		remove_dir(current->level[--current->n].dir);
	cgroup_come_back();
}

void
cgroup_create(struct cgroup *g, const char *memory, const char *pids,
	      const char *cpu)
{
	char text[32];

	current = g;
	if (atexit(undo) != 0)
		die("atexit: out of memory");
	snprintf(g->wanted, sizeof g->wanted, "%s%s%s", memory ? " memory" : "",
		 pids ? " pids" : "", cpu ? " cpu" : "");
	if (memory) {
		snprintf(text, sizeof text, "%llu", parse_size(memory));
		limit_swap(limit(g, "memory", text, "memory.limit_in_bytes",
				 "memory.max"),
			   text);
	}
	if (pids) {
		snprintf(text, sizeof text, "%llu",
			 option_number("--pids", pids, 1, 4194304));
		limit(g, "pids", text, "pids.max", "pids.max");
	}
	if (cpu) {
		/* so many microseconds in each period of 100000 */
		snprintf(text, sizeof text, "%llu",
			 option_number("--cpu", cpu, 1, 100000) * 1000);
		limit(g, "cpu", text, "cpu.cfs_quota_us", "cpu.max");
	}
}

void
cgroup_add(const struct cgroup *g, pid_t pid)
{
	char text[16];

	snprintf(text, sizeof text, "%d", pid);
	for (int i = 0; i < g->n; i++)
		file_write(text, "%s/cgroup.procs", g->level[i].dir);
}

/* The number behind WORD in one of the group's files; 0 if not there. */
static long
read_count(const struct cgroup *g, const char *file, const char *word)
{
	char path[600], text[1024] = "", *at;

	for (int i = 0; i < g->n; i++) {
		snprintf(path, sizeof path, "%s/%s", g->level[i].dir, file);
		if (file_read(text, sizeof text, path) == -1 && errno != ENOENT)
			must(-1, "read %s", path);
		if ((at = strstr(text, word)))
			return strtol(at + strlen(word), NULL, 10);
	}
	return 0;
}

void
cgroup_report(const struct cgroup *g)
{
	long killed = read_count(g, "memory.events", "oom_kill ") +
		      read_count(g, "memory.oom_control", "oom_kill ");
	long refused = read_count(g, "pids.events", "max ");

	if (killed)
		note("the memory limit ended %ld process%s (OOM kill)", killed,
		     killed == 1 ? "" : "es");
	if (refused)
		note("the limit on processes refused %ld fork%s", refused,
		     refused == 1 ? "" : "s");
}

void
cgroup_remove(struct cgroup *g)
{
	while (g->n > 0) {
		must(remove_dir(g->level[g->n - 1].dir), "rmdir cgroup %s",
		     g->level[g->n - 1].dir);
		close(g->level[--g->n].lock);
	}
	cgroup_come_back();
}
