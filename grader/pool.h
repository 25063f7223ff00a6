/* pool.h - several submissions at a time, each in a process of its own */
#ifndef POOL_H
#define POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"

/* At most JOBS at a time, each in a directory of its own below SCRATCH. */
void pool_open(int jobs, const char *scratch);

/* Judges TASK, whose file is SIZE BYTES (copied): waits until there is room,
 * then starts.  False: we are to stop. */
bool pool_judge(const struct task *task, const char *bytes, size_t size);

/* Waits for those that are under way. */
void pool_finish(void);

/* Are we to stop: has a signal come, or can the journal not be written? */
bool pool_stopped(void);
bool pool_full(void);

#endif
