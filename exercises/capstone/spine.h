/* spine.h - all walls, in the right order */
#ifndef SPINE_H
#define SPINE_H

#include "options.h"
#include "spawn.h"
#include "sync.h"

/* Runs O->argv in a box with all the walls of steps 00 to 09; the options are
 * those of step 09.  Returns the exit status. */
int spine_run(struct options *o);

/* Host and box run at the same time, and an order can be right by luck.  Here
 * it has none: the host rests for a moment when it has started the box, and
 * again when it has told it to go on.  Returns PID. */
pid_t spine_rest(pid_t pid);
#define spawn(fn, arg, flags) spine_rest(spawn(fn, arg, flags))
#define sync_go(s)            (sync_go(s), (void)spine_rest(0))

#endif
