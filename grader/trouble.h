/* trouble.h - the grader's own trouble, which is nobody's fault but ours */
#ifndef TROUBLE_H
#define TROUBLE_H

/* The grader's exit status.  Whatever the grades are: JUDGED. */
enum { JUDGED = 0, BAD_USAGE = 1, TROUBLE = 2 };

/* As must() of lib/must.h, but ends the process with TROUBLE. */
long need(long result, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Returns MEMORY, unless there is none. */
void *need_memory(void *memory);

/* Says one line and ends the process. */
void trouble(const char *fmt, ...)
    __attribute__((noreturn, format(printf, 1, 2)));
void bad_usage(const char *fmt, ...)
    __attribute__((noreturn, format(printf, 1, 2)));

#endif
