/* seccomp.h - which system calls a process may make */
#ifndef SECCOMP_H
#define SECCOMP_H

#include <linux/filter.h>

#include "options.h"

enum { SECCOMP_MAX = BPF_MAXINSNS }; /* a rule for every call would fit */

/* A compiled filter: a program for the kernel's classic BPF machine. */
struct seccomp {
	unsigned short n;
	struct sock_filter code[SECCOMP_MAX];
};

/* Host, once.  Compiles the rules: calls in KILL end the process, calls in
 * DENY are answered with EPERM, then come our own tables; all others are
 * allowed.  The first rule that fits decides.  Both are lists of
 * "name,name,...".  Ends with die() when a name is none of this
 * architecture's system calls. */
void seccomp_compile(struct seccomp *s, const struct list *deny,
		     const struct list *kill);

/* Box, before pid_become_init().  PID 1 stays without the filter, which may
 * forbid what init needs.  But a process of the same ids may trace it, and
 * so make its calls through it: PID 1 becomes "undumpable", and tracing it
 * then takes CAP_SYS_PTRACE over the host.  exec(2) ends this for COMMAND. */
void seccomp_guard_init(void);

/* Box, last before exec.  Sets no_new_privs and loads the filter, for this
 * process and all its descendants, for good. */
void seccomp_load(const struct seccomp *s);

#endif
