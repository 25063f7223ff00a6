/* contain.h - a group of processes that can be limited, judged and ended */
#ifndef CONTAIN_H
#define CONTAIN_H

#include <sys/types.h>

/* What main.c has found out and been told.  On version 2 of cgroups both
 * directories are the same one, on version 1 they are two; neither is there
 * yet.  The other members are names of files in them, and what to write. */
struct group {
	char memory_dir[600];
	/* the limit's file, and the limit */
	const char *memory_max, *bytes;
	/* the file that keeps swap from being a way around it, and what to
	 * write there; some kernels have no such file */
	const char *swap_max, *swap;
	const char *memory_events;

	char pids_dir[600];
	/* the limit's file, and the limit */
	const char *pids_max, *pids;
	const char *pids_events;
};

/* Which limit was hit: one of these, their sum, or 0. */
enum { HIT_MEMORY = 1, HIT_PIDS = 2 };

/* Each of these returns -1 with errno when a call failed. */

/* Before COMMAND starts.  Makes the group and sets its limits.  0. */
int contain_make(const struct group *g);

/* While process PID waits, which will be COMMAND.  Makes it a member. 0. */
int contain_add(const struct group *g, pid_t pid);

/* When COMMAND has ended.  HIT_MEMORY: the kernel has killed a process for
 * the group's memory, which the word oom_kill in memory_events counts (there
 * are others that begin like it).  HIT_PIDS: it has refused a new one, which
 * the word max in pids_events counts. */
int contain_hits(const struct group *g);

/* Last.  Kills all processes in the group: those that COMMAND has left behind,
 * whatever they do about signals, and whoever their parent is by now.  Removes
 * the group.  Also called after contain_make() has failed half way. */
int contain_end(const struct group *g);

#endif
