/*
 * 08_cgroup - run a command within limits, and say which of them it hit
 *
 *	08_cgroup NAME BYTES PIDS COMMAND [ARG...]
 *
 * NAME is that of the new cgroup.  Everything but contain.c is here; you need
 * not change this file.  There is no other wall: services run like this.
 *
 * Exit status: 101 if the limit on memory was hit, 102 if that on processes
 * was, 103 for both; else COMMAND's.
 */
#include <stdio.h>
#include <stdlib.h>

#include "contain.h"
#include "must.h"
#include "options.h"
#include "spawn.h"
#include "where.h"

static struct group group;

static struct box {
	struct sync sync;
	char **argv;
} b;

static int
box(void *arg)
{
	(void)arg;
	sync_wait(&b.sync);
	spawn_die_with_host(&b.sync);
	return spawn_exec(b.argv);
}

/* Fills in GROUP: where it can be made, and how its files are called there. */
static void
plan(const char *name, const char *bytes, const char *pids)
{
	const char *wanted = " memory pids";
	struct where memory = cgroup_where("memory", wanted);
	struct where processes = cgroup_where("pids", wanted);

	snprintf(group.memory_dir, sizeof group.memory_dir, "%s/%.80s",
		 memory.dir, name);
	snprintf(group.pids_dir, sizeof group.pids_dir, "%s/%.80s",
		 processes.dir, name);
	group.bytes = group.swap = bytes;
	group.pids = pids;
	group.memory_max = "memory.limit_in_bytes";
	group.swap_max = "memory.memsw.limit_in_bytes"; /* of both together */
	group.memory_events = "memory.oom_control";
	if (memory.version == 2) {
		group.memory_max = "memory.max";
		group.swap_max = "memory.swap.max"; /* of swap alone */
		group.swap = "0";
		group.memory_events = "memory.events";
	}
	group.pids_max = "pids.max";
	group.pids_events = "pids.events";
}

/* At exit(3), also when something failed on the way. */
static void
clean_up(void)
{
	if (*group.memory_dir)
		contain_end(&group);
	cgroup_come_back();
}

int
main(int argc, char **argv)
{
	int status, hits;
	pid_t pid;

	if (argc < 5)
		die("want NAME BYTES PIDS COMMAND [ARG...]");
	option_number("BYTES", argv[2], 1, 1ULL << 62);
	option_number("PIDS", argv[3], 1, 4194304);
	b.argv = argv + 4;
	if (atexit(clean_up) != 0)
		die("atexit: out of memory");
	plan(argv[1], argv[2], argv[3]);

	must(contain_make(&group), "contain_make");
	sync_open(&b.sync);
	pid = spawn(box, NULL, 0);
	must(contain_add(&group, pid), "contain_add %d", pid);
	sync_go(&b.sync);
	status = spawn_wait(pid);
	hits = must(contain_hits(&group), "contain_hits");
	must(contain_end(&group), "contain_end");
	*group.memory_dir = '\0';

	if (hits & HIT_MEMORY)
		note("the limit on memory was hit");
	if (hits & HIT_PIDS)
		note("the limit on processes was hit");
	return hits ? 100 + hits : status;
}
