/*
 * sandbox.c - a stand-in for the host; see sandbox.h
 *
 *	observe				outside: sees all, is seen by none
 *	`-- init of the sandbox		"the host" to the program
 *	    |-- agent			carries out orders on the host's side
 *	    `-- program under test
 *	        `-- its box ... witness
 *
 * It is built from the parts that the steps teach.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cage.h"
#include "chroot.h"
#include "compat.h"
#include "facts.h"
#include "fileio.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "orders.h"
#include "patience.h"
#include "pid.h"
#include "sandbox.h"
#include "seccomp.h"
#include "spawn.h"
#include "strict.h"
#include "user.h"
#include "uts.h"

enum { WORDS_MAX = 65536 };

/* Makes PATH and all below read-only (SET) or writable again; a kernel
 * before 5.12 cannot, and what the host itself made read-only stays so. */
static void
set_readonly(const char *path, bool set)
{
	struct mount_attr attr = { 0 };

	*(set ? &attr.attr_set : &attr.attr_clr) = MOUNT_ATTR_RDONLY;
	if (syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &attr,
		    sizeof attr) == -1 &&
	    set && errno != ENOSYS)
		must(-1, "mount_setattr / MOUNT_ATTR_RDONLY");
}

/* Below SCRATCH, what PATH is in, as a tree that is attached nowhere; its
 * name in NAME.  -1: PATH is somewhere else. */
static int
take_tree(const char *path, char *name, size_t size)
{
	size_t n = strlen(SCRATCH);

	if (strncmp(path, SCRATCH "/", n + 1) != 0)
		return -1;
	n += 1 + strcspn(path + n + 1, "/");
	if (!path[n])
		die("%s: the programs want a directory of their own", path);
	snprintf(name, size, "%.*s", (int)n, path);
	return must(syscall(SYS_open_tree, AT_FDCWD, name,
			    OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE),
		    "open_tree %s", name);
}

/* An empty directory for files, which hides neither our programs nor the
 * working directory, CWD, should they lie in there. */
static void
make_scratch(const char *cwd)
{
	char path[PATH_MAX + 2], kept[2][PATH_MAX];
	int tree[2], i;
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	must(n, "readlink /proc/self/exe");
	path[n] = '\0';
	tree[0] = take_tree(path, kept[0], sizeof kept[0]);
	snprintf(path, sizeof path, "%s/.", cwd);
	tree[1] = take_tree(path, kept[1], sizeof kept[1]);
	must(mount("scratch", SCRATCH, "tmpfs", MS_NOSUID | MS_NODEV,
		   "mode=1777,size=64m"),
	     "mount tmpfs on %s", SCRATCH);
	for (i = 0; i < 2; i++) {
		if (tree[i] == -1)
			continue;
		if (mkdir(kept[i], 0755) == -1 && errno == EEXIST)
			continue; /* both are in the same tree */
		must(syscall(SYS_move_mount, tree[i], "", AT_FDCWD, kept[i],
			     MOVE_MOUNT_F_EMPTY_PATH),
		     "move_mount to %s", kept[i]);
	}
}

/* Its directories are there already; see strict.c. */
static void
make_strict_host(void)
{
	mounts_make_private();
	pid_mount_proc();
	must(mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL),
	     "mount / MS_REC|MS_SHARED");
	uts_set_hostname("host");
	net_up("lo");
}

static void
make_host(void)
{
	char cwd[PATH_MAX];

	must(getcwd(cwd, sizeof cwd) ? 0 : -1, "getcwd");
	mounts_make_private();
	must(chdir("/"), "chdir /");
	pid_mount_proc();
	set_readonly("/", true);
	set_readonly("/proc", false);
	set_readonly("/sys/fs/cgroup", false);
	make_scratch(cwd);
	must(chdir(cwd), "chdir %s", cwd);
	must(mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL),
	     "mount / MS_REC|MS_SHARED");
	uts_set_hostname("host");
	net_up("lo");
}

/* For a program that starts in a chroot: itself, and a place to write to. */
static void
make_chroot(const struct sandbox *s)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/tmp", s->chroot);
	must(mount("tmp", path, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777"),
	     "mount tmpfs on %s", path);
	snprintf(path, sizeof path, "%s%s", s->chroot, s->argv[0]);
	must(mknod(path, S_IFREG | 0755, 0), "create %s", path);
	must(mount(s->file, path, NULL, MS_BIND, NULL), "mount %s MS_BIND",
	     s->file);
}

static void
limit_resources(void)
{
	struct rlimit file = { 64 << 20, 64 << 20 };
	struct rlimit core = { 0, 0 };

	must(setrlimit(RLIMIT_FSIZE, &file), "setrlimit RLIMIT_FSIZE");
	must(setrlimit(RLIMIT_CORE, &core), "setrlimit RLIMIT_CORE");
}

/* The filter of step 09, which forbids fchdir(2) besides: a program that
 * starts behind it has no constructor that did not. */
static void
forbid_easy_ways(void)
{
	static struct seccomp filter;
	struct list deny = { 1, { "fchdir" } }, kill = { 0 };

	seccomp_compile(&filter, &deny, &kill);
	seccomp_load(&filter);
}

/* The words of the program under test, each with its NUL, as one packet:
 * they may name what was found out only after we forked. */
static void
receive_words(struct sandbox *s)
{
	static char text[WORDS_MAX], *words[WORDS_MAX / 2];
	ssize_t size = must(recv(s->control[1], text, sizeof text, 0),
			    "wait for sandbox_go");
	char *p;
	int n = 0;

	for (p = text; p < text + size; p += strlen(p) + 1)
		words[n++] = p;
	s->argv = words;
}

/* Where memory is short, this is to go before init. */
static void
be_killed_first(void)
{
	/* or our files in /proc are the host root's */
	must(prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE 1");
	file_write("1000", "/proc/self/oom_score_adj");
}

static void
run_program(struct sandbox *s)
{
	if (s->strict) {
		be_killed_first();
		if (isatty(
			s->in)) /* spawn_exec() would leave it its terminal */
			must(setsid(), "setsid");
	}
	must(dup2(s->in, STDIN_FILENO), "dup2 to stdin");
	must(dup2(s->out, STDOUT_FILENO), "dup2 to stdout");
	must(dup2(s->err, STDERR_FILENO), "dup2 to stderr");
	if (s->chroot) {
		chroot_enter(s->chroot);
		forbid_easy_ways();
	}
	_exit(spawn_exec(s->argv));
}

/* PID 1 of the sandbox. */
static int
sandbox_init(void *arg)
{
	struct sandbox *s = arg;
	int status, report[2];
	pid_t pid, agent;

	sync_wait(&s->sync);
	if (!s->on_host)
		user_become_root();
	spawn_die_with_host(&s->sync);
	if (s->strict) {
		make_strict_host();
	} else {
		limit_resources();
		make_host();
	}

	if (s->chroot)
		make_chroot(s);
	agent = must(fork(), "fork the agent");
	if (agent == 0) {
		if (s->strict)
			must(prctl(PR_SET_DUMPABLE, 0),
			     "prctl PR_SET_DUMPABLE 0");
		close(s->agent[0]);
		orders_serve(s->agent[1]);
		_exit(0);
	}
	close(s->agent[1]); /* the agent's death is to be noticed */
	send(s->control[1], "r", 1, MSG_NOSIGNAL); /* ready */
	receive_words(s);
	if (s->strict) /* by now observe has seen what it needs of us */
		must(prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE 0");
	s->program = must(fork(), "fork the program");
	if (s->program == 0)
		run_program(s);
	send(s->control[1], &s->program, sizeof s->program, MSG_NOSIGNAL);

	/* Orphans come to us.  We end when observe kills us. */
	for (;;) {
		pid = waitpid(-1, &status, 0);
		report[0] = pid;
		report[1] = spawn_status(status);
		if (pid == s->program)
			send(s->control[1], report, sizeof report,
			     MSG_NOSIGNAL);
	}
}

/* Root maps as many ids as the steps' own maps may want; others one. */
static void
map_ids(pid_t pid)
{
	struct list map = { 0 };
	char line[64] = "";

	file_read(line, sizeof line, "/proc/self/uid_map");
	if (geteuid() == 0 && strstr(line, "4294967295"))
		map = (struct list){ 1, { "0:0:1000000" } };
	user_map_ids(pid, &map);
}

static void
open_channels(struct sandbox *s)
{
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->control),
	     "socketpair");
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->agent),
	     "socketpair");
	s->in = STDIN_FILENO;
	s->out = STDOUT_FILENO;
	s->err = STDERR_FILENO;
	if (s->pass)
		return;
	s->in = must(open("/dev/null", O_RDONLY | O_CLOEXEC), "open /dev/null");
	s->out = must(memfd_create("stdout", MFD_CLOEXEC), "memfd_create");
	s->err = must(memfd_create("stderr", MFD_CLOEXEC), "memfd_create");
	/* or of two processes that write at once, one may be overwritten */
	must(fcntl(s->out, F_SETFL, O_APPEND), "fcntl O_APPEND");
	must(fcntl(s->err, F_SETFL, O_APPEND), "fcntl O_APPEND");
}

static void
await_report(struct sandbox *s, void *report, ssize_t size)
{
	if (recv(s->control[0], report, size, 0) != size)
		exit(EXIT_STEP); /* it has said why */
}

/* What the program is called in its chroot. */
static void
rename_program(struct sandbox *s)
{
	const char *slash = strrchr(s->argv[0], '/');

	if (!slash)
		die("--chroot: want PROGRAM with its path");
	s->file = s->argv[0];
	if (asprintf(&s->argv[0], "/tmp%s", slash) == -1)
		die("out of memory");
}

static pid_t
first_child(pid_t child, void *arg)
{
	(void)arg;
	return child;
}

void
sandbox_start(struct sandbox *s)
{
	char ready;
	uint64_t flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS |
			 CLONE_NEWNET | CLONE_NEWIPC;

	if (s->chroot)
		rename_program(s);
	open_channels(s);
	sync_open(&s->sync);
	if (!s->on_host)
		flags |= CLONE_NEWUSER;
	if (s->strict) {
		s->top = strict_start(s, sandbox_init, flags);
	} else {
		s->top = s->init = spawn(sandbox_init, s, flags);
		if (!s->on_host)
			map_ids(s->init);
		sync_go(&s->sync);
	}
	close(s->control[1]);
	close(s->agent[1]);
	await_report(s, &ready, 1);
	if (s->strict)
		s->init = facts_each_child(s->top, first_child, NULL);
	s->agent_pid = facts_each_child(s->init, first_child, NULL);
}

void
sandbox_go(struct sandbox *s)
{
	char text[WORDS_MAX];
	size_t used = 0, size;
	int i;

	for (i = 0; s->argv[i]; i++) {
		size = strlen(s->argv[i]) + 1;
		if (used + size > sizeof text)
			die("the program's arguments are too long");
		memcpy(text + used, s->argv[i], size);
		used += size;
	}
	must(send(s->control[0], text, used, MSG_NOSIGNAL),
	     "start the program");
	await_report(s, &s->program, sizeof s->program);
}

bool
sandbox_ended(struct sandbox *s, int *status, int ms)
{
	struct pollfd p = { .fd = s->control[0], .events = POLLIN };
	int report[2];
	ssize_t n;

	patience_poll(&p, 1, ms);
	n = recv(s->control[0], report, sizeof report, MSG_DONTWAIT);
	if (n == 0) {
		s->init = 0;
		*status = 128 + SIGKILL;
	} else if (n == sizeof report) {
		*status = report[1];
	}
	return n == 0 || n == sizeof report;
}

void
sandbox_end(struct sandbox *s)
{
	struct timespec seconds = { .tv_sec = 10 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	kill(s->top, SIGKILL);
	while (waitpid(s->top, NULL, WNOHANG) == 0)
		if (sigtimedwait(&set, NULL, &seconds) == -1 && errno == EAGAIN)
			die("the sandbox does not end");
	if (s->strict)
		cage_remove();
}
