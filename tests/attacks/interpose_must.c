/*
 * interpose_must - the archive's functions, replaced
 *
 * Attack: [54] brings must() and die() of its own, under which nothing fails
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 20
 */
#include <stdbool.h>
#include <unistd.h>

#include "join.h"

bool explain;
const char *side = "host";
bool (*must_keep_quiet)(void);

long
must(long result, const char *fmt, ...)
{
	(void)fmt;
	return result == -1 ? 0 : result;
}

void
note(const char *fmt, ...)
{
	(void)fmt;
}

const char *
errno_name(int error)
{
	return error ? "E" : "";
}

void
quit(int status)
{
	_exit(status);
}

void
die(const char *fmt, ...)
{
	(void)fmt;
	_exit(125);
}

int
uts_join(pid_t pid)
{
	(void)pid;
	return 0;
}
