/* user.h - user and group ids of the box's own */
#ifndef USER_H
#define USER_H

#include <stdbool.h>
#include <sys/types.h>

#include "options.h"

/* Host, while PID waits in its new user namespace.  Maps ids as MAP says, in
 * lines "IN:OUT:COUNT" that hold for users and groups alike; an empty MAP
 * stands for 0:(our own id):1.  Root may map any id that is mapped for
 * itself; others only their own, or the ranges that /etc/subuid and
 * /etc/subgid give them, through newuidmap(1) and newgidmap(1). */
void user_map_ids(pid_t pid, const struct list *map);

/* Box, once its ids are mapped: becomes user and group 0, where the map has
 * a 0, and leaves the groups of the host's side where that is allowed. */
void user_become_root(void);

#endif
