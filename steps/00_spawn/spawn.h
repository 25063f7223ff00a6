/* spawn.h - start a process, wait for it, pass on its exit status */
#ifndef SPAWN_H
#define SPAWN_H

#include <signal.h>
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

/* Box.  Closes every descriptor above 2: a directory of the host's among
 * them would lead out of any box. */
void spawn_close_descriptors(void);

/* Box, last of all: becomes COMMAND, with a clean environment, no descriptor
 * above 2, default signals, and a session of its own where stdin is no
 * terminal.  Returns only on failure: 126, or 127 when it was not found. */
int spawn_exec(char **argv);

/* Host.  Waits for PID, and meanwhile hands on to it the signals that we are
 * sent.  Returns its exit status, or 128 + N for signal N. */
int spawn_wait(pid_t pid);

/* Sends PID the signal that INFO tells of (see sigwaitinfo(2)), unless it
 * came from the terminal and PID has had it from there, too. */
void spawn_hand_on(pid_t pid, const siginfo_t *info);

/* The exit status that a shell would show for a wait status. */
int spawn_status(int wait_status);

#endif
