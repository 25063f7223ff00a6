/*
 * Wrong: removes the group before it is made, and so never
 * Rejected-by: it dies with the program, though that be killed, and nothing is
 * left
 * Shows: cgroup is still there when the program has ended
 */
#include "caps.h"
#include "cgroup.h"
#include "compat.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "pid.h"
#include "seccomp.h"
#include "spawn.h"
#include "spine.h"
#include "user.h"
#include "uts.h"

static struct net net;
static uint64_t caps;
static struct seccomp filter;

/* Runs as PID 2. */
static int
command(char **argv)
{
	seccomp_load(&filter);
	return spawn_exec(argv);
}

/* Runs as PID 1 of the box. */
static int
box(void *arg)
{
	struct options *o = arg;
	struct binds binds = { 0 };

	sync_wait(&o->sync);
	user_become_root();
	spawn_die_with_host(&o->sync);
	uts_set_hostname(o->hostname);
	net_configure_box(&net);

	/* From here on mounts are ours, first in nobody else's sight. */
	mounts_make_private();
	mounts_open_binds(&o->bind, &binds);
	mounts_enter_root(o->root);
	mounts_make_dev();
	pid_mount_proc();
	mounts_pivot_root();
	mounts_attach_binds(&binds);

	/* From here on there is nothing left to do that takes a privilege. */
	caps_limit(caps);
	seccomp_guard_init();
	return pid_become_init(command, o->argv);
}

/* Runs on the host. */
int
spine_run(struct options *o)
{
	struct cgroup group = { 0 };
	pid_t pid = 0;
	int status = EXIT_STEP;

	/* What can go wrong before there is a box. */
	caps = caps_parse(o->keep);
	seccomp_compile(&filter, &o->deny, &o->kill);
	net = net_plan(o->net);
	cgroup_remove(&group);
	cgroup_create(&group, o->memory, o->pids, o->cpu);
	sync_open(&o->sync);
	pid = spawn(box, o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	user_map_ids(pid, &o->map);
	net_connect(&net, pid);
	cgroup_add(&group, pid);
	sync_go(&o->sync);
	status = spawn_wait(pid);
	net_disconnect(&net);
	cgroup_report(&group);
	return status;
}
