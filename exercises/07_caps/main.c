/*
 * 07_caps - a box for a server that is not root, yet has port 80
 *
 *	07_caps [OPTION...] ID COMMAND [ARG...]
 *
 * Everything but demote() is here; you need not change this file.  It is the
 * spine of 06_net, with demote() where 07_caps has caps_limit().
 */
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "compat.h"
#include "demote.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "options.h"
#include "pid.h"
#include "spawn.h"
#include "user.h"
#include "uts.h"

static struct net net;
static uid_t id; /* whom to become */

/* Three of our sets as they are now, in words; keeps errno. */
static const char *
sets(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct half[2] = { 0 };
	static char text[100];
	int error = errno;

	syscall(SYS_capget, &header, half);
	snprintf(text, sizeof text,
		 "effective 0x%x%08x, permitted 0x%x%08x, inheritable 0x%x%08x",
		 half[1].effective, half[0].effective, half[1].permitted,
		 half[0].permitted, half[1].inheritable, half[0].inheritable);
	errno = error;
	return text;
}

/* Runs as PID 1 of the box; COMMAND becomes PID 2. */
static int
box(void *arg)
{
	struct options *o = arg;
	struct binds binds;
	int result;

	sync_wait(&o->sync);
	user_become_root(); /* 0, or where that is not mapped, ID */
	spawn_die_with_host(&o->sync);
	uts_set_hostname(o->hostname);
	net_configure_box(&net);
	mounts_make_private();
	mounts_open_binds(&o->bind, &binds);
	mounts_enter_root(o->root);
	mounts_make_dev();
	pid_mount_proc();
	mounts_pivot_root();
	mounts_attach_binds(&binds);
	result = demote(id);
	must(result, "demote %u, which left %s", id, sets());
	sync_pause_box(&o->sync, o->pause);
	return pid_become_init(spawn_exec, o->argv + 1);
}

int
main(int argc, char **argv)
{
	struct options o = options_parse(6, argc, argv);
	pid_t pid;
	int status;

	if (!o.argv[1])
		die("want ID COMMAND [ARG...]");
	id = option_number("ID", o.argv[0], 1, 4294967294U);
	net = net_plan(o.net);
	sync_open(&o.sync);
	pid = spawn(box, &o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	user_map_ids(pid, &o.map);
	net_connect(&net, pid);
	sync_go(&o.sync);
	sync_pause_host(&o.sync, o.pause, pid);
	status = spawn_wait(pid);
	net_disconnect(&net);
	return status;
}
