/* spawn.h - start a process, wait for it, pass on its exit status */
#ifndef SPAWN_H
#define SPAWN_H

#include <stdint.h>
#include <sys/types.h>

#include "sync.h"

/* Host.  Starts FN(ARG) in a child, in new namespaces where FLAGS
 * (CLONE_NEW..., see clone(2)) ask for them; FN's result is its exit status.
 * Blocks the signals that spawn_wait() will take; the child starts with them
 * blocked too.  When the host side ends, the child is killed and reaped. */
pid_t spawn(int (*fn)(void *), void *arg, uint64_t flags);

/* Box, after sync_wait() and after the last change of ids: be killed when
 * the host side dies, however it dies. */
void spawn_die_with_host(const struct sync *s);

/* Box, last of all: becomes COMMAND, with a clean environment, no descriptor
 * above 2, default signals, and a session of its own where stdin is no
 * terminal.  Returns only on failure: 126, or 127 when it was not found. */
int spawn_exec(char **argv);

/* Host.  Waits for PID, and meanwhile hands on to it the signals that other
 * processes send us.  Returns its exit status, or 128 + N for signal N. */
int spawn_wait(pid_t pid);

/* The exit status that a shell would show for a wait status. */
int spawn_status(int wait_status);

#endif
