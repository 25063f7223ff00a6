/*
 * 09_seccomp - a box that may make the system calls on a list, and no others
 *
 *	09_seccomp [OPTION...] LIST COMMAND [ARG...]
 *
 * LIST has, separated by commas, what COMMAND may call besides what every
 * program needs (see always[]): names (getppid), numbers (1234), and ranges of
 * numbers (1000-1999); or it is "-".
 *
 * Everything but allow_compile() is here; you need not change this file.  It
 * is the spine of step 09, with your filter for the step's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "allow.h"
#include "caps.h"
#include "cgroup.h"
#include "compat.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "options.h"
#include "pid.h"
#include "seccomp.h"
#include "spawn.h"
#include "user.h"
#include "uts.h"

static struct net net;
static uint64_t caps;

static int allowed[ALLOWED_MAX], nallowed;
/* more room than is needed: a program that is too long is to be told so */
static struct sock_filter code[16 * ALLOWED_MAX];
static int ncode;

/* "read" -> SYS_read; the Makefile makes the list. */
static const struct {
	const char *name;
	int nr;
} names[] = {
#include "syscall_names.h"
};

/* What starts, reads, writes and ends, here or on another architecture. */
static const char *const always[] = {
	/* memory and threads */
	"brk", "mmap", "mprotect", "munmap", "mremap", "madvise", "futex",
	"arch_prctl", "set_tid_address", "set_robust_list", "rseq", "prlimit64",
	"getrandom", "membarrier",
	/* files */
	"read", "readv", "pread64", "write", "writev", "open", "openat",
	"close", "close_range", "lseek", "dup", "dup2", "dup3", "fcntl",
	"ioctl", "pipe", "pipe2", "poll", "ppoll", "select", "pselect6",
	"access", "faccessat", "faccessat2", "stat", "lstat", "fstat",
	"newfstatat", "statx", "getdents64", "getcwd", "readlink", "readlinkat",
	"umask", "socket", "socketpair", "sendto", "recvfrom", "sendmsg",
	"recvmsg",
	/* processes, signals, time */
	"clone", "fork", "vfork", "execve", "exit", "exit_group", "wait4",
	"waitid", "kill", "tgkill", "gettid", "setsid", "setpgid", "getpgrp",
	"getpgid", "geteuid", "getegid", "getgid", "prctl", "uname", "alarm",
	"setitimer", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
	"sigaltstack", "nanosleep", "clock_nanosleep", "clock_gettime"
};

static int
find_number(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].nr;
	return -1;
}

static void
allow(int nr)
{
	if (nallowed == ALLOWED_MAX)
		die("LIST: more than %d system calls", ALLOWED_MAX);
	allowed[nallowed++] = nr;
}

/* One word of LIST. */
static void
parse_word(char *word)
{
	int nr = find_number(word), last;
	char *dash = strchr(word, '-');

	if (nr != -1) {
		allow(nr);
		return;
	}
	if (dash)
		*dash++ = '\0';
	nr = option_number("LIST:", word, 0, 1 << 29);
	last = dash ? (int)option_number("LIST:", dash, nr, 1 << 29) : nr;
	for (; nr <= last; nr++)
		allow(nr);
}

static void
compile(char *list)
{
	char *word;
	size_t i;

	for (i = 0; i < sizeof always / sizeof *always; i++)
		if (find_number(always[i]) != -1)
			allow(find_number(always[i]));
	if (strcmp(list, "-") != 0)
		while ((word = strsep(&list, ",")))
			parse_word(word);
	ncode = allow_compile(code, allowed, nallowed);
	if (ncode == 0)
		die("allow_compile() made no program");
	if (ncode < 0 || ncode > CODE_MAX)
		die("allow_compile() made a program of %d instructions; the "
		    "kernel takes %d",
		    ncode, CODE_MAX);
}

static int
command(char **argv)
{
	struct sock_fprog program = { ncode, code };

	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
	     "prctl PR_SET_NO_NEW_PRIVS");
	must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program),
	     "seccomp SECCOMP_SET_MODE_FILTER, %d instructions", ncode);
	return spawn_exec(argv);
}

/* Runs as PID 1 of the box; COMMAND becomes PID 2. */
static int
box(void *arg)
{
	struct options *o = arg;
	struct binds binds;

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
	mounts_attach_binds(&binds);
	caps_limit(caps);
	seccomp_guard_init();
	return pid_become_init(command, o->argv + 1);
}

int
main(int argc, char **argv)
{
	struct options o = options_parse(8, argc, argv);
	struct cgroup group = { 0 };
	pid_t pid;
	int status;

	if (!o.argv[1])
		die("want LIST COMMAND [ARG...]");
	compile(o.argv[0]);
	caps = caps_parse(o.keep);
	net = net_plan(o.net);
	cgroup_create(&group, o.memory, o.pids, o.cpu);
	sync_open(&o.sync);
	pid = spawn(box, &o,
		    CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS |
			CLONE_NEWNET);
	cgroup_add(&group, pid);
	user_map_ids(pid, &o.map);
	net_connect(&net, pid);
	sync_go(&o.sync);
	status = spawn_wait(pid);
	net_disconnect(&net);
	cgroup_report(&group);
	cgroup_remove(&group);
	return status;
}
