/* bounds.h - what a hostile program may use up */
#ifndef BOUNDS_H
#define BOUNDS_H

/* Inside, as the root of a user namespace of its own: sets what holds for
 * this process, and for all that it starts. */
void bounds_set(void);

#endif
