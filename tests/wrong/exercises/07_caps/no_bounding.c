/*
 * Wrong: the bounding set stays full
 * Rejected-by: so does its bounding set: no program can give it more
 * Shows: CapBnd holds more than
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "demote.h"

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
	if (prctl(PR_SET_KEEPCAPS, 1) == -1)
		return -1;
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	if (set_three(1U << CAP_NET_BIND_SERVICE, 0) == -1)
		return -1;
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0,
		  0) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
