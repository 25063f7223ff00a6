/* caps.h - the pieces that root's power is made of, and how to drop them */
#ifndef CAPS_H
#define CAPS_H

#include <stdint.h>

/* Capability number N is bit 1 << N; see capabilities(7). */

/* "none", "all", or names such as "cap_chown,cap_kill"; NULL stands for the
 * 14 that container engines leave to a container.  Ends with die() when a
 * name is unknown. */
uint64_t caps_parse(const char *list);

/* Box, after the last call that needs a capability that is not in KEEP.
 * From here on, this process and all its descendants have KEEP, as far as
 * they had it before, and can never have more: not by exec of a set-user-ID
 * or file-capability program either.  Needs CAP_SETPCAP in the process's
 * user namespace. */
void caps_limit(uint64_t keep);

#endif
