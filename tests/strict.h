/*
 * strict.h - one more shell around the sandbox, for programs that are hostile
 *
 *	observe			outside
 *	`-- shell		ids that nobody else has; a root directory
 *	    |			made from scratch; limits; a filter
 *	    `-- init		sandbox.c, as always
 *	        |-- agent
 *	        `-- program	root in a user namespace that does not own the
 *				shell's mounts, limits and processes
 *
 * The program may do in its sandbox what root may, so the sandbox alone does
 * not hold it: root can mount what was read-only anew, and lift the limits of
 * its own namespace.  What the shell has set belongs to a user namespace
 * further out: in there it cannot be undone.
 */
#ifndef STRICT_H
#define STRICT_H

#include <sys/types.h>

#include "root.h"
#include "sandbox.h"

/* Outside, before all else: S->argv[0], if it has a slash, becomes the name of
 * the program's copy inside.  ARGV are our own words, which nobody inside
 * shall read. */
void strict_plan(struct sandbox *s, int argc, char **argv);

/* Outside: one more file to copy; returns its name inside. */
const char *strict_add_file(const char *path);

/* Outside: starts the shell, and INIT(S) in it; returns the shell's PID. */
pid_t strict_start(struct sandbox *s, int (*init)(void *), uint64_t flags);

#endif
