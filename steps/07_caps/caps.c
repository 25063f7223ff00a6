/*
 * caps.c - the pieces that root's power is made of, and how to drop them
 *
 * Since Linux 2.2 root's power comes in pieces, some forty capabilities:
 * CAP_CHOWN to give files away, CAP_NET_BIND_SERVICE for ports below 1024,
 * CAP_SYS_ADMIN for mount and far too much else.  A process has five sets:
 *
 *	effective	what the kernel looks at
 *	permitted	what it may put into its effective set
 *	inheritable	what may pass an exec, with ambient
 *	bounding	the most that any exec can give
 *	ambient		what passes an exec of an ordinary program (Linux 4.3)
 *
 * A program run by uid 0 gets all of the bounding set at exec, and so does a
 * set-user-ID root program; a file may carry capabilities itself.  To keep
 * exactly KEEP, for good, takes all of these:
 *
 *	PR_CAPBSET_DROP		all others leave the bounding set
 *	SECBIT_NOROOT, locked	uid 0 is a number like any other
 *	capset			permitted, effective, inheritable = KEEP
 *	PR_CAP_AMBIENT_RAISE	so that KEEP passes exec without uid 0's help
 *	PR_SET_NO_NEW_PRIVS	set-user-ID and file capabilities do nothing
 *
 * Beware:
 *   - The order matters.  The bounding set and the securebits need
 *     CAP_SETPCAP, which capset may take away.
 *   - Dropping from the bounding set leaves the other sets as they are.
 *   - Ambient wants the capability permitted and inheritable first.
 *   - The last capability's number grows with the kernel: go on until EINVAL.
 *
 * See capabilities(7), capset(2), PR_CAPBSET_DROP(2const),
 * PR_SET_SECUREBITS(2const), PR_CAP_AMBIENT(2const),
 * PR_SET_NO_NEW_PRIVS(2const).
 */
#include <errno.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "caps.h"
#include "must.h"

/* By number. */
static const char *const names[] = {
	"chown",
	"dac_override",
	"dac_read_search",
	"fowner",
	"fsetid",
	"kill",
	"setgid",
	"setuid",
	"setpcap",
	"linux_immutable",
	"net_bind_service",
	"net_broadcast",
	"net_admin",
	"net_raw",
	"ipc_lock",
	"ipc_owner",
	"sys_module",
	"sys_rawio",
	"sys_chroot",
	"sys_ptrace",
	"sys_pacct",
	"sys_admin",
	"sys_boot",
	"sys_nice",
	"sys_resource",
	"sys_time",
	"sys_tty_config",
	"mknod",
	"lease",
	"audit_write",
	"audit_control",
	"setfcap",
	"mac_override",
	"mac_admin",
	"syslog",
	"wake_alarm",
	"block_suspend",
	"audit_read",
	"perfmon",
	"bpf",
	"checkpoint_restore",
};
enum { NAMES = sizeof names / sizeof *names };

/* What container engines leave to a container's root. */
static const char usual[] =
    "cap_chown,cap_dac_override,cap_fowner,cap_fsetid,cap_kill,cap_setgid,"
    "cap_setuid,cap_setpcap,cap_net_bind_service,cap_net_raw,cap_sys_chroot,"
    "cap_mknod,cap_audit_write,cap_setfcap";

static uint64_t
parse_name(const char *name)
{
	int i;

	for (i = 0; i < NAMES; i++)
		if (strncasecmp(name, "cap_", 4) == 0 &&
		    strcasecmp(name + 4, names[i]) == 0)
			return 1ULL << i;
	die("--keep: no such capability: \"%s\"; want none, all, or names "
	    "such as cap_chown,cap_kill",
	    name);
}

uint64_t
caps_parse(const char *list)
{
	char copy[1024], *rest = copy, *name;
	uint64_t set = 0;

	if (!list)
		list = usual;
	if (strcmp(list, "none") == 0)
		return 0;
	if (strcmp(list, "all") == 0)
		return ~0ULL;
	if (snprintf(copy, sizeof copy, "%s", list) >= (int)sizeof copy)
		die("--keep: the list is too long");
	while ((name = strsep(&rest, ",")))
		set |= parse_name(name);
	return set;
}

/* The kernel takes the 64 bits as two halves of 32. */
static uint64_t
get_permitted(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2];

	must(syscall(SYS_capget, &header, half), "capget");
	return half[0].permitted | (uint64_t)half[1].permitted << 32;
}

static void
set_all(uint64_t set)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	uint32_t low = set, high = set >> 32;
	struct __user_cap_data_struct half[2] = { { low, low, low },
						  { high, high, high } };

	must(syscall(SYS_capset, &header, half), "capset %llx",
	     (unsigned long long)set);
}

static void
drop_from_bounding(uint64_t keep)
{
	int cap, result;

	for (cap = 0; cap < 64; cap++) {
		if (keep >> cap & 1)
			continue;
		result = prctl(PR_CAPBSET_DROP, cap);
		if (result == -1 && errno == EINVAL)
			break; /* the kernel knows no more */
		must(result, "prctl PR_CAPBSET_DROP cap_%s",
		     cap < NAMES ? names[cap] : "?");
	}
}

static void
raise_ambient(uint64_t keep)
{
	int cap;

	for (cap = 0; cap < 64; cap++)
		if (keep >> cap & 1)
			must(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0,
				   0),
			     "prctl PR_CAP_AMBIENT_RAISE cap_%s",
			     cap < NAMES ? names[cap] : "?");
}

void
caps_limit(uint64_t keep)
{
	keep &= get_permitted(); /* we cannot keep what we never had */
	drop_from_bounding(keep);
	must(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED |
					  SECBIT_KEEP_CAPS_LOCKED),
	     "prctl PR_SET_SECUREBITS");
	set_all(keep);
	raise_ambient(keep);
	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
	     "prctl PR_SET_NO_NEW_PRIVS");
}
