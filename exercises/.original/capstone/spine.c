/*
 * spine.c - all walls, in the right order
 *
 * Every line of step 09's program is here, once, and in the function where it
 * belongs.  Somebody has shuffled them.  The headers in steps/ say of each call
 * what it needs and where it may stand.
 */
#include "spine.h"
#include "caps.h"
#include "cgroup.h"
#include "compat.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "pid.h"
#include "seccomp.h"
#include "spawn.h"
#include "user.h"
#include "uts.h"

static struct net net;
static uint64_t caps;
static struct seccomp filter;

/* Runs as PID 2; this one is right. */
static int
command(char **argv)
{
	seccomp_load(&filter);
	return spawn_exec(argv);
}

/* Runs as PID 1 of the box.  The last line is where it should be. */
static int
box(void *arg)
{
	struct options *o = arg;
	struct binds binds = { 0 };

	/* TODO: bring these into order. */
	caps_limit(caps);
	seccomp_guard_init();
	mounts_pivot_root();
	spawn_die_with_host(&o->sync);
	mounts_attach_binds(&binds);
	net_configure_box(&net);
	mounts_make_dev();
	user_become_root();
	mounts_enter_root(o->root);
	pid_mount_proc();
	sync_wait(&o->sync);
	mounts_open_binds(&o->bind, &binds);
	uts_set_hostname(o->hostname);
	mounts_make_private();
	return pid_become_init(command, o->argv);
}

/* Runs on the host.  The last line is where it should be. */
int
spine_run(struct options *o)
{
	struct cgroup group = { 0 };
	pid_t pid = 0;
	int status = EXIT_STEP;

	/* TODO: and these. */
	user_map_ids(pid, &o->map);
	cgroup_add(&group, pid);
	sync_go(&o->sync);
	status = spawn_wait(pid);
	cgroup_remove(&group);
	pid = spawn(box, o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	net_disconnect(&net);
	cgroup_create(&group, o->memory, o->pids, o->cpu);
	cgroup_report(&group);
	sync_open(&o->sync);
	net_connect(&net, pid);
	net = net_plan(o->net);
	seccomp_compile(&filter, &o->deny, &o->kill);
	caps = caps_parse(o->keep);
	return status;
}
