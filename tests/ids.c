/* ids.c - user and group ids that nobody else has; see ids.h */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "defence.h"
#include "fileio.h"
#include "ids.h"
#include "user.h"

/* A million for each of 256 runs, from where no distribution and no container
 * engine gives any away. */
enum { FIRST_ID = 0x70000000, RUNS = 256 };

struct ids
ids_choose(void)
{
	struct ids ids = { .first = FIRST_ID + getpid() % RUNS * IDS };
	char line[64] = "";

	file_read(line, sizeof line, "/proc/self/uid_map");
	ids.many = geteuid() == 0 && strstr(line, "4294967295");
	if (ids.many)
		defence_active("ids", "%d of its own, from %u", IDS, ids.first);
	else
		defence_degraded("ids",
				 "our own, %d: only root has others to give",
				 geteuid());
	return ids;
}

void
ids_map(const struct ids *ids, pid_t pid)
{
	char range[48];
	struct list map = { ids->many, { range } };

	snprintf(range, sizeof range, "0:%u:%d", ids->first, IDS);
	user_map_ids(pid, &map);
}
