/*
 * cage.h - a cgroup around a sandbox, where one is to be had
 *
 *	boxwright-x3Fq0a	the limits: nobody inside sees this group
 *	`-- box			what the sandbox sees as the topmost
 *	    `-- leaf		version 2: its processes
 *
 * The groups below are there for a program that is to make cgroups, and where
 * the program's user is the one who has set the limits.
 */
#ifndef CAGE_H
#define CAGE_H

#include <stdbool.h>
#include <sys/types.h>

/* Outside, before the first process starts: so many bytes of memory and so
 * many tasks for all together.  OPEN: the program may make cgroups.  At
 * exit(3) all of it is removed. */
void cage_make(long long memory, int tasks, bool open);

/* Is there a group that limits it? */
bool cage_limits_memory(void);
bool cage_limits_tasks(void);

/* Outside, then: OWNER may make groups. */
void cage_open(uid_t owner);

/* Inside, first of all: we go there. */
void cage_enter(void);

/* Inside, in the working directory, which becomes the root, and in
 * a cgroup namespace of its own: mounts what it may use. */
void cage_mount(void);

/* Outside: how often was a process killed, or refused? */
long cage_memory_hits(void);
long cage_task_hits(void);

/* Outside, when all processes are gone. */
void cage_remove(void);

/* Outside: removes the groups of other runs, which were killed and could not
 * do it themselves.  A run that lives holds a lock on its own. */
void cage_sweep(void);

#endif
