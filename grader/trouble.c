/*
 * trouble.c - the grader's own trouble, which is nobody's fault but ours
 *
 * A step that fails ends with 125, because its COMMAND may end with any other
 * status.  The grader has three of its own: 0, everything was judged; 1, it
 * was called wrongly; 2, something could not be judged.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "trouble.h"

#define FORMAT(text, fmt)                              \
	do {                                           \
		va_list ap;                            \
		va_start(ap, fmt);                     \
		vsnprintf(text, sizeof text, fmt, ap); \
		va_end(ap);                            \
	} while (0)

long
need(long result, const char *fmt, ...)
{
	int error = errno;
	char text[512];

	if (result != -1)
		return result;
	FORMAT(text, fmt);
	note("%s: %s (%s)", text, errno_name(error), strerror(error));
	exit(TROUBLE);
}

void *
need_memory(void *memory)
{
	if (!memory)
		trouble("no memory left");
	return memory;
}

void
trouble(const char *fmt, ...)
{
	char text[512];

	FORMAT(text, fmt);
	note("%s", text);
	exit(TROUBLE);
}

void
bad_usage(const char *fmt, ...)
{
	char text[512];

	FORMAT(text, fmt);
	note("%s", text);
	exit(BAD_USAGE);
}
