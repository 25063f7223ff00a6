/*
 * Wrong: gives capset(2) the number instead of its bit, while the bounding set
 * is still full
 * Rejected-by: COMMAND is the user, and may use port 80
 * Shows: Permitted is a in hexadecimal.*was given the number
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "demote.h"

/* The last capability's number grows with the kernel: on until EINVAL. */
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
change_ids(uid_t id)
{
	if (prctl(PR_SET_KEEPCAPS, 1) == -1)
		return -1;
	if (setresgid(id, id, id) == -1) /* needs what uid 0 has */
		return -1;
	return setresuid(id, id, id);
}

/* What is permitted may be made effective again. */
static int
set_three(uint32_t set)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2] = { { set, set, set } };

	return syscall(SYS_capset, &header, half);
}

int
demote(uid_t id)
{
	if (change_ids(id) == -1)
		return -1;
	if (set_three(CAP_NET_BIND_SERVICE) == -1)
		return -1;
	if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0,
		  0) == -1)
		return -1;
	if (drop_bounding() == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
