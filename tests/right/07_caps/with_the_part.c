/* Right: the part of 07_caps does most, if KEEPCAPS and capset go before */
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "caps.h"
#include "demote.h"

int
demote(uid_t id)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2];

	if (syscall(SYS_capget, &header, half) == -1 ||
	    prctl(PR_SET_KEEPCAPS, 1) == -1 || setresgid(id, id, id) == -1 ||
	    setresuid(id, id, id) == -1)
		return -1;
	half[0].effective = half[0].permitted;
	half[1].effective = half[1].permitted;
	if (syscall(SYS_capset, &header, half) == -1)
		return -1;
	caps_limit(1 << CAP_NET_BIND_SERVICE);
	return 0;
}
