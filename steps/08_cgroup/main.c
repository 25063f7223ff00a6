/* 08_cgroup - a command that cannot use more than its share */
#include "caps.h"
#include "cgroup.h"
#include "compat.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "options.h"
#include "pid.h"
#include "spawn.h"
#include "user.h"
#include "uts.h"

static struct net net; /* 06 */
static uint64_t caps; /* 07 */

/* Runs as PID 1 of the box; COMMAND becomes PID 2. */
static int
box(void *arg)
{
	struct options *o = arg;
	struct binds binds;

	sync_wait(&o->sync);
	if (!o->no_map)
		user_become_root(); /* 04: the host has mapped our ids */
	spawn_die_with_host(&o->sync);
	uts_set_hostname(o->hostname); /* 05 */
	net_configure_box(&net); /* 06 */
	mounts_make_private(); /* 02, from here... */
	mounts_open_binds(&o->bind, &binds);
	mounts_enter_root(o->root);
	if (!o->no_map) /* 04: who has no id can create no file */
		mounts_make_dev();
	pid_mount_proc(); /* 03 */
	mounts_pivot_root();
	mounts_attach_binds(&binds); /* ...to here */
	caps_limit(caps); /* 07 */
	sync_pause_box(&o->sync, o->pause);
	return pid_become_init(spawn_exec, o->argv); /* 03 */
}

int
main(int argc, char **argv)
{
	struct options o = options_parse(8, argc, argv);
	struct cgroup group = { 0 }; /* 08 */
	pid_t pid;
	int status;

	caps = caps_parse(o.keep);
	net = net_plan(o.net);
	cgroup_create(&group, o.memory, o.pids, o.cpu);
	sync_open(&o.sync);
	pid = spawn(box, &o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	if (!o.no_map)
		user_map_ids(pid, &o.map); /* 04 */
	net_connect(&net, pid); /* 06 */
	cgroup_add(&group, pid); /* 08: last, for a limit may kill it */
	sync_go(&o.sync);
	sync_pause_host(&o.sync, o.pause, pid);
	status = spawn_wait(pid);
	net_disconnect(&net);
	cgroup_report(&group);
	cgroup_remove(&group);
	return status;
}
