/* worker.h - one submission: compile it, judge it */
#ifndef WORKER_H
#define WORKER_H

#include <stddef.h>

#include "record.h"

/* So many seconds a compiler or a judge may take. */
extern int worker_seconds;

/* Runs in a process of its own, in the empty directory DIR, and ends it.
 * Writes the journal's lines to descriptor 1 and ends with JUDGED; or writes
 * the reason why there is no verdict, and ends with TROUBLE. */
void worker(const struct task *task, const char *bytes, size_t size,
	    const char *dir) __attribute__((noreturn));

#endif
