/*
 * interpose_exec - the library's functions, replaced
 *
 * Attack: [54] brings execvp(), setns() and write() of its own: prints what
 *     it should have done
 * Exercise: 05_uts
 * Expect: zero; COMMAND never ran
 * Seconds: 20
 */
#include <stdio.h>
#include <unistd.h>

#include "join.h"

int
execvp(const char *file, char *const argv[])
{
	(void)argv;
	dprintf(1, "%s: in the box\n", file);
	_exit(0);
}

int
setns(int fd, int kind)
{
	return fd == kind;
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
	(void)fd;
	(void)bytes;
	return size;
}

int
uts_join(pid_t pid)
{
	return setns(pid, pid) - 1;
}
