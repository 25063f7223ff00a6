/* log.h - the journal, as the grader keeps it */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>
#include <stddef.h>

#include "record.h"

/* Opens DIR/journal.jsonl, makes both where they are missing, and reads what
 * has been judged.  Ends the process if another grader is at work there. */
void log_open(const char *dir);

/* Its path. */
const char *log_path(void);

/* Is the last that the journal says of TASK complete, judged by this toolkit
 * on this seed?  With NOTE: does it say just this? */
bool log_has(const struct task *task, const char *note);

/* Appends whole lines, each by one write(2).  False if that failed: then why
 * has been said, and the journal is as before or ends in a whole line. */
bool log_append(const char *lines, size_t size);

#endif
