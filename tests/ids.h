/* ids.h - user and group ids for a hostile program that nobody else has */
#ifndef IDS_H
#define IDS_H

#include <stdbool.h>
#include <sys/types.h>

enum { IDS = 1 << 20 };

struct ids {
	bool many; /* IDS of them; else our own one alone */
	unsigned first;
};

/* Outside: which there are for this run. */
struct ids ids_choose(void);

/* Outside, while PID waits in its new user namespace: its 0 and up. */
void ids_map(const struct ids *ids, pid_t pid);

#endif
