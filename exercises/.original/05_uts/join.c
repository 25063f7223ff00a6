/*
 * join.c - become a member of another process's UTS namespace
 *
 * A namespace is a file: /proc/PID/ns/uts.  Two processes are in the same one
 * when the two files have the same device and inode number.  Who holds such a
 * file open can enter it.
 *
 * See namespaces(7), setns(2), fstat(2).
 */
#include "join.h"

int
uts_join(pid_t pid)
{
	/* TODO: what join.h promises. */
	(void)pid;
	return 0;
}
