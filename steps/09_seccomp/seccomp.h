/* seccomp.h - which system calls a process may make */
#ifndef SECCOMP_H
#define SECCOMP_H

#include <linux/filter.h>

#include "options.h"

enum { SECCOMP_MAX = 1024 };

/* A compiled filter: a program for the kernel's classic BPF machine. */
struct seccomp {
	unsigned short n;
	struct sock_filter code[SECCOMP_MAX];
};

/* Host.  Compiles the rules: calls in KILL end the process, calls in DENY
 * are answered with EPERM, then those of our own table; all others are
 * allowed.  Both are lists of "name,name,...".  Ends with die() when a name
 * is none of this architecture's system calls. */
void seccomp_compile(struct seccomp *s, const struct list *deny,
		     const struct list *kill);

/* Box, last before exec.  Sets no_new_privs and loads the filter, for this
 * process and all its descendants, for good. */
void seccomp_load(const struct seccomp *s);

#endif
