/*
 * hollow_filter - a filter is there, as the kernel counts them
 *
 * Attack: [54] loads a filter that forbids nothing instead of the real one
 * Exercise: capstone
 * Expect: earned 5
 * Seconds: 30
 * Run-as: root
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

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
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog hollow = { 1, &allow };

	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl");
	must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &hollow),
	     "seccomp");
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
	cgroup_create(&group, o->memory, o->pids, o->cpu);

	/* The box waits until it is told to go on. */
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
