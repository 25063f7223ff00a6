/*
 * Wrong: capset(2) and no ambient set: exec takes all away
 * Rejected-by: COMMAND is the user, and may use port 80
 * Shows: lost at exec: an ordinary user keeps only.*all that is missing is
 * PR_CAP_AMBIENT_RAISE
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "demote.h"

static int
drop_bounding(void)
{
	int cap;

	for (cap = 0; cap < 64; cap++)
		if (cap != CAP_NET_BIND_SERVICE &&
		    prctl(PR_CAPBSET_DROP, cap) == -1)
			return errno == EINVAL ? 0 : -1;
	return 0;
}

static int
set_three(uint32_t low, uint32_t high)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2] = { { low, low, low },
						  { high, high, high } };

	return syscall(SYS_capset, &header, half);
}

int
demote(uid_t id)
{
	if (drop_bounding() == -1)
		return -1;
	if (prctl(PR_SET_KEEPCAPS, 1) == -1)
		return -1;
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	if (set_three(1U << CAP_NET_BIND_SERVICE, 0) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
