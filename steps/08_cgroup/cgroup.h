/* cgroup.h - limits on memory, processes and processor time */
#ifndef CGROUP_H
#define CGROUP_H

#include <stdbool.h>
#include <sys/types.h>

enum { CGROUP_LEVELS = 3 };

/* The box's cgroup: one directory on cgroup v2, one a controller on v1. */
struct cgroup {
	char wanted[24]; /* controllers, " memory cpu" */
	int n;
	struct cgroup_level {
		char dir[512];
		int lock; /* while we hold it, no other run removes DIR */
	} level[CGROUP_LEVELS];
};

/* Host, before spawn().  Makes a cgroup below our own (or, on v2, the
 * nearest above that offers the controllers) with the limits that are not
 * NULL: MEMORY in bytes ("64M"), PIDS a number, CPU in percent of one
 * processor.  Removes what runs left behind that were killed.  Needs write
 * access there: root, or a delegated cgroup. */
void cgroup_create(struct cgroup *g, const char *memory, const char *pids,
		   const char *cpu);

/* Host, while PID waits: moves it in.  Its children start inside. */
void cgroup_add(const struct cgroup *g, pid_t pid);

/* Host, after the box has ended: says on stderr which limits were hit. */
void cgroup_report(const struct cgroup *g);

/* Host, last: removes the cgroup, which is empty now. */
void cgroup_remove(struct cgroup *g);

#endif
