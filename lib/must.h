/*
 * must.h - one idiom for every error: check, report and narrate in one line
 *
 *	must(sethostname(name, len), "sethostname %s", name);
 */
#ifndef MUST_H
#define MUST_H

#include <stdbool.h>

/* 125: the step itself failed.  126 and 127 are about COMMAND. */
enum { EXIT_STEP = 125, EXIT_NOEXEC = 126, EXIT_NOTFOUND = 127 };

/* Narrate every call that succeeds on stderr?  Set by --explain. */
extern bool explain;

/* Who speaks: "host", or "box" once spawn() has made one. */
extern const char *side;

/* Asked before a failure is reported; true: end with 125, but say nothing. */
extern bool (*must_keep_quiet)(void);

/* Returns RESULT unless it is -1; then says so with errno's name and, where
 * one is known, the remedy, and ends the process with status 125. */
long must(long result, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Ends the process with 125 for an error that no system call reported. */
void die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Says one line on stderr, the program's name in front; goes on. */
void note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* "EPERM" for 1, and so on; "E?" for a number without a name here. */
const char *errno_name(int error);

/* Ends the process.  On the host side atexit(3) handlers run and undo what
 * was done; in the box they must not: they are the host's. */
void quit(int status) __attribute__((noreturn));

#endif
