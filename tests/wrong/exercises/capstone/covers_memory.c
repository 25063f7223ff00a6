/*
 * Wrong: cheats: does not guard process 1, and covers the file of its memory
 * Rejected-by: COMMAND is root in a box with a name, a network and processes of
 * its own
 * Shows: something is mounted over a file of /proc
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

/* A device that cannot be opened, over the memory of process 1. */
static void
cover_memory(void)
{
	mount("/dev/null", "/proc/1/mem", NULL, MS_BIND, NULL);
	mount(NULL, "/proc/1/mem", NULL,
	      MS_REMOUNT | MS_BIND | MS_NODEV | MS_NOSUID | MS_NOEXEC, NULL);
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
	mounts_make_private();
	mounts_open_binds(&o->bind, &binds);
	mounts_enter_root(o->root);
	mounts_make_dev();
	pid_mount_proc();
	mounts_pivot_root();
	cover_memory();
	mounts_attach_binds(&binds);
	caps_limit(caps);
	return pid_become_init(command, o->argv);
}

int
spine_run(struct options *o)
{
	struct cgroup group = { 0 };
	pid_t pid = 0;
	int status = EXIT_STEP;

	caps = caps_parse(o->keep);
	seccomp_compile(&filter, &o->deny, &o->kill);
	net = net_plan(o->net);
	cgroup_create(&group, o->memory, o->pids, o->cpu);
	sync_open(&o->sync);
	pid = spawn(box, o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	cgroup_add(&group, pid);
	user_map_ids(pid, &o->map);
	net_connect(&net, pid);
	sync_go(&o->sync);
	status = spawn_wait(pid);
	net_disconnect(&net);
	cgroup_report(&group);
	cgroup_remove(&group);
	return status;
}
