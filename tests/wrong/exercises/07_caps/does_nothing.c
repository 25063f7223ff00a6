/*
 * Wrong: gives up all it has: nothing can go wrong, and nothing works
 * Scores: 0
 */
#include <linux/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "demote.h"

int
demote(uid_t id)
{
	int cap;

	for (cap = 0; cap < 64; cap++)
		prctl(PR_CAPBSET_DROP, cap);
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
