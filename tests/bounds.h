/* bounds.h - how much a hostile program may use up */
#ifndef BOUNDS_H
#define BOUNDS_H

#include <stdbool.h>

struct bounds {
	long long memory; /* bytes; cage.h sees to all processes together */
	int tasks; /* processes and threads */
	long long file; /* bytes of one file */
	int descriptors; /* open ones of one process */
	int cpu; /* seconds of one process */
	int namespaces; /* of each kind; 0: not one */
};

/* Inside, as root of a user namespace of its own, with /proc: sets what holds
 * for this process, and for all that it starts. */
void bounds_set(const struct bounds *b);

/* Has this machine's memory become scarce? */
bool bounds_scarce(void);

#endif
