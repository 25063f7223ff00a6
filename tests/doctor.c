/*
 * doctor.c - which steps run on this machine, and what to do about the rest
 *
 *	doctor [--explain]
 *
 * What a kernel allows depends on its version and build, on sysctls, on
 * security modules, and on the container that we may sit in already.  No
 * version number tells.  So we try each thing that a step does, in a child
 * process of its own that takes it away when it ends:
 *
 *	HOST	as the caller, in the caller's user namespace: steps 00 to 03
 *	BOX	as root of a new user namespace, as from step 04 on
 *
 * A step runs when all probes of all steps up to it succeed in one of the
 * two.  Otherwise the first failure is a symptom, and a table of symptoms
 * has its name and its remedy.
 *
 * Ends with 0 when every step runs in some way, else with 1.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/veth.h>
#include <net/if.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "must.h"

enum { STEPS = 10, WIDTH = 80, INDENT = 12 };
#define APPARMOR "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"

enum where { HOST, BOX, PLACES };

struct result {
	enum where where;
	uint64_t flags; /* the namespaces that the probe had to itself */
	int error; /* errno; 0: all went well; -N: killed by signal N */
	char call[64]; /* the one that failed */
};

/* --explain.  must() has a switch of its own, but we have nothing to say of
 * the calls that serve us and not a step. */
static bool verbose;
static const char *probing; /* the name of the probe at work */

/* Shared with the child that does the probe, which fills it in. */
static struct result *report;

/*
 * What the probes do.  Each runs in a child, and ends at the first call that
 * fails.
 */

/* The probe's must(): notes what failed. */
static long __attribute__((format(printf, 2, 3)))
need(long result, const char *fmt, ...)
{
	int error = errno;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(report->call, sizeof report->call, fmt, ap);
	va_end(ap);
	if (verbose)
		dprintf(STDERR_FILENO, "%s: %s: %s: %s\n", side, probing,
			report->call, result == -1 ? errno_name(error) : "ok");
	if (result == -1) {
		report->error = error;
		_exit(1);
	}
	return result;
}

/* The calls that not every libc has a function for. */
#define need_call(name, ...) need(syscall(SYS_##name, __VA_ARGS__), #name)

static void
try_nothing(void)
{
}

static void
try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	need(pid, "fork");
	need(waitpid(pid, NULL, 0), "waitpid");
}

static void
try_clone3(void)
{
	struct clone_args args = { .exit_signal = SIGCHLD };

	long pid = syscall(SYS_clone3, &args, sizeof args);

	if (pid == 0)
		_exit(0);
	need(pid, "clone3");
	need(waitpid(pid, NULL, 0), "waitpid");
}

static void
try_chroot(void)
{
	need(chroot("/"), "chroot");
	need(chdir("/"), "chdir /");
}

/* An empty directory to work in, that ends with us. */
static void
enter_tmpfs(void)
{
	const char *dir = access("/tmp", F_OK) == 0 ? "/tmp" : "/";

	need(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL),
	     "mount / MS_PRIVATE");
	need(mount("probe", dir, "tmpfs", 0, NULL), "mount tmpfs");
	need(chdir(*dir && dir[1] ? dir : "/.."), "chdir to the tmpfs");
}

static void
try_mounts(void)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };

	enter_tmpfs();
	need(close(creat("null", 0600)), "create a file in the tmpfs");
	need(mount("/dev/null", "null", NULL, MS_BIND, NULL),
	     "mount /dev/null MS_BIND");
	need(mkdir("pts", 0755), "mkdir in the tmpfs");
	need(mount("devpts", "pts", "devpts", 0, "newinstance"),
	     "mount devpts");
	/* Where there is none, step 02 has another way. */
	if (syscall(SYS_mount_setattr, -1, NULL, 0, NULL, 0) == -1 &&
	    errno == EINVAL)
		need_call(mount_setattr, AT_FDCWD, ".", AT_RECURSIVE, &attr,
			  sizeof attr);
	need_call(pivot_root, ".", ".");
	need(umount2(".", MNT_DETACH), "umount2 MNT_DETACH");
}

static void
try_open_tree(void)
{
	need_call(open_tree, AT_FDCWD, "/",
		  OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
}

static void
try_mount_setattr(void)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };

	enter_tmpfs();
	need_call(mount_setattr, AT_FDCWD, ".", AT_RECURSIVE, &attr,
		  sizeof attr);
}

static void
try_proc(void)
{
	enter_tmpfs();
	need(mkdir("proc", 0755), "mkdir in the tmpfs");
	need(mount("proc", "proc", "proc", 0, NULL), "mount proc");
}

static void
try_hostname(void)
{
	need(sethostname("probe", 5), "sethostname");
}

/* Does no capability at all work here, though all seem to be there? */
static void
try_capabilities(void)
{
	if (chroot("/") == 0 || sethostname("probe", 5) == 0)
		return;
	need(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL),
	     "mount / MS_PRIVATE");
}

/* One rtnetlink(7) message; returns 0, or -1 with the kernel's errno. */
static int
rtnetlink(struct nlmsghdr *message)
{
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
	} answer = { 0 };
	int fd =
	    need(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE),
		 "socket AF_NETLINK");

	message->nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
	need(send(fd, message, message->nlmsg_len, 0), "send to rtnetlink");
	need(recv(fd, &answer, sizeof answer, 0), "recv from rtnetlink");
	close(fd);
	errno = -answer.error.error;
	return errno ? -1 : 0;
}

static void
try_lo(void)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg link;
	} up = {
		{ sizeof up, RTM_NEWLINK, 0, 0, 0 },
		{ .ifi_index = 1, .ifi_flags = IFF_UP, .ifi_change = IFF_UP }
	};

	need(rtnetlink(&up.head), "RTM_NEWLINK lo up");
}

/* A pair of links, in a network namespace that is ours alone. */
static void
try_veth(void)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg link;
		struct rtattr info, kind;
		char name[4];
	} add = { { sizeof add, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, 0 },
		  { 0 },
		  { 2 * RTA_LENGTH(0) + 4, IFLA_LINKINFO },
		  { RTA_LENGTH(4), IFLA_INFO_KIND },
		  "veth" };

	need(rtnetlink(&add.head), "RTM_NEWLINK veth");
}

/* May we change the host's links?  Asks to delete one that cannot be there:
 * who may not is told EPERM, who may is told ENODEV. */
static void
try_host_links(void)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg link;
	} del = { { sizeof del, RTM_DELLINK, 0, 0, 0 },
		  { .ifi_index = INT_MAX } };

	if (rtnetlink(&del.head) == -1 && errno != ENODEV)
		need(-1, "RTM_DELLINK on the host");
}

static void
try_caps(void)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3,
						 0 };
	struct __user_cap_data_struct none[2] = { 0 };

	need(prctl(PR_CAPBSET_DROP, CAP_WAKE_ALARM, 0, 0, 0),
	     "prctl PR_CAPBSET_DROP");
	need(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0),
	     "prctl PR_CAP_AMBIENT");
	need(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT, 0, 0, 0),
	     "prctl PR_SET_SECUREBITS");
	need_call(capset, &head, none);
	need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
	     "prctl PR_SET_NO_NEW_PRIVS");
}

/* Loads a filter that answers getppid(2) with ENXIO, and asks it. */
static void
try_seccomp(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENXIO),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { 4, code };
	unsigned action = SECCOMP_RET_KILL_PROCESS;

	need(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
	     "prctl PR_SET_NO_NEW_PRIVS");
	need(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action),
	     "seccomp KILL_PROCESS");
	need(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program),
	     "seccomp SET_MODE_FILTER");
	if (syscall(SYS_getppid) != -1)
		need(-1, "seccomp filter to take effect");
}

static void
try_pidfd_getfd(void)
{
	pid_t pid = fork();
	int fd, error;

	if (pid == 0) {
		pause();
		_exit(0);
	}
	need(pid, "fork");
	fd = syscall(SYS_pidfd_open, pid, 0);
	if (fd != -1)
		fd = syscall(SYS_pidfd_getfd, fd, STDIN_FILENO, 0);
	error = errno;
	kill(pid, SIGKILL);
	need(waitpid(pid, NULL, 0), "waitpid");
	errno = error;
	need(fd, "pidfd_getfd");
}

static void
try_overlay(void)
{
	enter_tmpfs();
	need(mkdir("lower", 0755), "mkdir in the tmpfs");
	need(mkdir("upper", 0755), "mkdir in the tmpfs");
	need(mkdir("work", 0755), "mkdir in the tmpfs");
	need(mkdir("all", 0755), "mkdir in the tmpfs");
	need(mount("all", "all", "overlay", 0,
		   "lowerdir=lower,upperdir=upper,workdir=work,userxattr"),
	     "mount overlay");
}

static void
try_landlock(void)
{
	need_call(landlock_create_ruleset, NULL, 0, 1 /* just the version */);
}

/*
 * The probes, in the order in which a box is built.
 */

enum probe_id {
	FORK,
	USER,
	CAPABILITIES,
	CHROOT,
	MOUNTS,
	PROC,
	UTS,
	NET,
	CAPS,
	SECCOMP, /* down to here a step needs it */
	CLONE3,
	SETATTR,
	OPENTREE,
	VETH,
	HOSTLINKS,
	GETFD,
	OVERLAY,
	LANDLOCK,
	PROBES
};

static const struct probe {
	int step; /* the first one that needs it; STEPS: none does */
	const char *name;
	uint64_t flags;
	void (*fn)(void);
} probes[PROBES] = {
	[FORK] = { 0, "fork", 0, try_fork },
	[USER] = { 1, "userns", 0, try_nothing }, /* as BOX, clone is all */
	[CHROOT] = { 1, "chroot", 0, try_chroot },
	[MOUNTS] = { 2, "mounts", CLONE_NEWNS, try_mounts },
	[PROC] = { 3, "proc", CLONE_NEWNS | CLONE_NEWPID, try_proc },
	[UTS] = { 5, "hostname", CLONE_NEWUTS, try_hostname },
	[NET] = { 6, "lo", CLONE_NEWNET, try_lo },
	[CAPS] = { 7, "caps", 0, try_caps },
	[SECCOMP] = { 9, "seccomp", 0, try_seccomp },
	[CAPABILITIES] = { STEPS, "any cap", CLONE_NEWNS | CLONE_NEWUTS,
			   try_capabilities },
	[CLONE3] = { STEPS, "clone3", 0, try_clone3 },
	[SETATTR] = { STEPS, "setattr", CLONE_NEWNS, try_mount_setattr },
	[OPENTREE] = { STEPS, "open_tree", CLONE_NEWNS, try_open_tree },
	[VETH] = { STEPS, "veth", CLONE_NEWNET, try_veth },
	[HOSTLINKS] = { STEPS, "host links", 0, try_host_links },
	[GETFD] = { STEPS, "getfd", 0, try_pidfd_getfd },
	[OVERLAY] = { STEPS, "overlay", CLONE_NEWNS, try_overlay },
	[LANDLOCK] = { STEPS, "Landlock", 0, try_landlock },
};

static struct result results[PLACES][PROBES];

/* As the steps do, and so with the same errno at the end. */
static pid_t
clone_process(uint64_t flags)
{
	struct clone_args args = { .flags = flags, .exit_signal = SIGCHLD };
	pid_t pid = syscall(SYS_clone3, &args, sizeof args);

	if (pid == -1 && (errno == ENOSYS || errno == EPERM))
		pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
	return pid;
}

/* Parent of a BOX: the map of step 04 without options. */
static int
map_own_id(pid_t pid)
{
	static const struct {
		const char *file;
		bool group;
	} maps[] = { { "setgroups", true },
		     { "uid_map", false },
		     { "gid_map", true } };
	char path[64], text[32];
	size_t i;

	for (i = 0; i < sizeof maps / sizeof *maps; i++) {
		snprintf(path, sizeof path, "/proc/%d/%s", pid, maps[i].file);
		snprintf(text, sizeof text, "0 %u 1",
			 maps[i].group ? getegid() : geteuid());
		if (file_try_write(i == 0 ? "deny" : text, path) == -1) {
			int error = errno;

			snprintf(report->call, sizeof report->call,
				 "write /proc/PID/%s", maps[i].file);
			errno = error;
			return -1;
		}
	}
	return 0;
}

/* Child: waits until it is mapped, then does as PROBE says. */
static void
run_child(enum where where, const struct probe *probe, const int pipefd[2])
{
	char byte;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(10);
	close(pipefd[1]);
	if (read(pipefd[0], &byte, 1) != 1)
		_exit(1); /* the parent has died */
	if (where == BOX) {
		side = "box";
		need(setresgid(0, 0, 0), "setresgid 0");
		need(setresuid(0, 0, 0), "setresuid 0");
	}
	probe->fn();
	_exit(0);
}

/* Parent: maps the child's ids, lets it go, and waits for its end. */
static void
run_parent(enum where where, pid_t pid, const int pipefd[2])
{
	int status;

	if (where == BOX && map_own_id(pid) == -1)
		report->error = errno;
	else
		must(write(pipefd[1], "g", 1), "write to the probe");
	if (report->error)
		kill(pid, SIGKILL);
	must(waitpid(pid, &status, 0), "waitpid");
	if (WIFSIGNALED(status) && !report->error)
		report->error = -WTERMSIG(status);
}

static void
explain_clone(const struct result *r)
{
	static const struct {
		uint64_t flag;
		const char *name;
	} names[] = {
		{ CLONE_NEWUSER, " NEWUSER" }, { CLONE_NEWNS, " NEWNS" },
		{ CLONE_NEWPID, " NEWPID" },   { CLONE_NEWUTS, " NEWUTS" },
		{ CLONE_NEWNET, " NEWNET" },
	};
	char flags[64] = "";
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (r->flags & names[i].flag)
			strcat(flags, names[i].name);
	dprintf(STDERR_FILENO, "host: %s: clone%s: %s\n", probing, flags,
		r->error ? errno_name(r->error) : "ok");
}

static void
run_probe(enum where where, enum probe_id id)
{
	const struct probe *probe = &probes[id];
	int pipefd[2];
	pid_t pid;

	probing = probe->name;
	*report = (struct result){ .where = where, .flags = probe->flags };
	if (where == BOX)
		report->flags |= CLONE_NEWUSER;
	strcpy(report->call, "clone");
	must(pipe2(pipefd, O_CLOEXEC), "pipe2");
	pid = clone_process(report->flags);
	if (pid == 0)
		run_child(where, probe, pipefd);
	if (pid == -1)
		report->error = errno;
	if (verbose)
		explain_clone(report);
	if (pid != -1)
		run_parent(where, pid, pipefd);
	close(pipefd[0]);
	close(pipefd[1]);
	results[where][id] = *report;
}

static void
run_probes(void)
{
	int where, id;

	report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (report == MAP_FAILED)
		must(-1, "mmap");
	for (where = 0; where < PLACES; where++)
		for (id = 0; id < PROBES; id++)
			if (where == BOX || id != USER)
				run_probe(where, id);
}

static bool
works(enum where where, enum probe_id id)
{
	return results[where][id].error == 0;
}

/* NULL: all that steps up to STEP need can be done in WHERE. */
static const struct result *
first_failure(enum where where, int step)
{
	int id;

	for (id = 0; id < PROBES; id++)
		if (probes[id].step <= step && !works(where, id))
			return &results[where][id];
	return NULL;
}

/*
 * Symptoms: what a failure means, found out by looking around.
 */

/* Does the small file at PATH start with WORD? */
static bool
file_says(const char *path, const char *word)
{
	char text[64] = "";

	return file_read(text, sizeof text, path) > 0 &&
	       strncmp(text, word, strlen(word)) == 0;
}

/* The first line of PATH that has WORD in it; "" where there is none. */
static const char *
file_line(const char *path, const char *word)
{
	static char line[1024];
	FILE *f = fopen(path, "re");
	bool found = false;

	while (f && !found && fgets(line, sizeof line, f))
		found = strstr(line, word) != NULL;
	if (f)
		fclose(f);
	return found ? line : "";
}

static bool
is_clone(const struct result *r, int error)
{
	return r->error == error && strcmp(r->call, "clone") == 0;
}

/* Refused by a rule, and not for a reason of the call's own? */
static bool
is_refused(const struct result *r)
{
	return r->error == EPERM || r->error == EACCES || r->error == ENOSYS;
}

static bool
is_userns_refused(const struct result *r)
{
	return r->where == BOX && is_clone(r, EPERM);
}

static bool
without_proc(const struct result *r)
{
	return is_refused(r) && access("/proc/self", F_OK) == -1;
}

static bool
without_proc_to_map(const struct result *r)
{
	return r->error == ENOENT && strncmp(r->call, "write /proc", 11) == 0;
}

static bool
with_unmapped_id(const struct result *r)
{
	char map[16];

	return is_userns_refused(r) &&
	       file_read(map, sizeof map, "/proc/self/uid_map") == 0;
}

/* A root directory that is no mount point: only chroot(2) makes that. */
static bool
in_chroot(const struct result *r)
{
	return is_userns_refused(r) &&
	       !*file_line("/proc/self/mountinfo", " / rw") &&
	       !*file_line("/proc/self/mountinfo", " / ro");
}

static bool
with_sysctl_off(const struct result *r)
{
	return is_userns_refused(r) &&
	       file_says("/proc/sys/kernel/unprivileged_userns_clone", "0");
}

static bool
with_userns_limit_zero(const struct result *r)
{
	return r->where == BOX && is_clone(r, ENOSPC) &&
	       file_says("/proc/sys/user/max_user_namespaces", "0\n");
}

static bool
with_net_limit_zero(const struct result *r)
{
	return r->flags & CLONE_NEWNET && is_clone(r, ENOSPC) &&
	       file_says("/proc/sys/user/max_net_namespaces", "0\n");
}

static bool
with_limit_reached(const struct result *r)
{
	return is_clone(r, ENOSPC) || is_clone(r, EUSERS);
}

/* A profile that we are under has no rule "userns,". */
static bool
by_apparmor_profile(const struct result *r)
{
	const char *us = "/proc/self/attr/apparmor/current";

	return r->where == BOX && is_clone(r, EACCES) && *file_line(us, "") &&
	       !*file_line(us, "unconfined");
}

/* AppArmor either refuses the namespace, or grants it and refuses every
 * capability in it; which, depends on the profiles that are loaded. */
static bool
by_apparmor(const struct result *r)
{
	return r->where == BOX && is_refused(r) && !works(BOX, CAPABILITIES) &&
	       file_says(APPARMOR, "1");
}

static bool
by_covered_proc(const struct result *r)
{
	return strcmp(r->call, "mount proc") == 0 && r->error == EPERM &&
	       *file_line("/proc/self/mountinfo", " /proc/");
}

static bool
by_seccomp(const struct result *r)
{
	return is_refused(r) && *file_line("/proc/self/status", "Seccomp:\t2");
}

static bool
by_missing_privilege(const struct result *r)
{
	return r->where == HOST && is_refused(r);
}

static bool
by_security_module(const struct result *r)
{
	return r->where == BOX && is_refused(r) && works(BOX, USER) &&
	       !works(BOX, CAPABILITIES);
}

static bool
by_old_kernel(const struct result *r)
{
	return is_clone(r, EINVAL) || r->error == ENOSYS;
}

static bool
by_ramfs(const struct result *r)
{
	return r->error == EINVAL && strcmp(r->call, "pivot_root") == 0;
}

static bool
by_signal(const struct result *r)
{
	return r->error < 0;
}

static bool
by_anything(const struct result *r)
{
	return r->error != 0;
}

/* The first row that is true names the failure.  %s: call, and errno.
 * The order matters: what a sysctl says outright comes before what we
 * conclude, and the refusal of one call before that of anything. */
static const struct symptom {
	bool (*is)(const struct result *r);
	const char *what, *remedy;
} symptoms[] = {
	{ by_signal, "killed after %s: %s",
	  "SIGSYS: a seccomp filter of the container's" },
	{ without_proc_to_map, "no /proc is mounted",
	  "mount -t proc proc /proc" },
	{ without_proc, "%s is refused (%s), and there is no /proc to ask why",
	  "mount -t proc proc /proc, and ask again. In a chroot the kernel "
	  "makes no user namespace: leave it, or use pivot_root as step 02 "
	  "does" },
	{ with_unmapped_id, "your user id is not mapped in this user namespace",
	  "map it when you make the namespace: unshare --map-root-user" },
	{ in_chroot, "user namespaces are refused inside a chroot",
	  "leave the chroot; a root made by pivot_root, as by step 02, is no "
	  "hindrance" },
	{ with_sysctl_off, "kernel.unprivileged_userns_clone is 0",
	  "Debian's switch for user namespaces without root; or run the steps "
	  "as root\n"
	  "sudo sysctl -w kernel.unprivileged_userns_clone=1" },
	{ with_userns_limit_zero, "user.max_user_namespaces is 0",
	  "sudo sysctl -w user.max_user_namespaces=10000" },
	{ with_net_limit_zero, "user.max_net_namespaces is 0",
	  "sudo sysctl -w user.max_net_namespaces=10000" },
	{ with_limit_reached, "the limit for namespaces is reached",
	  "raise the limits in /proc/sys/user; or are user namespaces nested "
	  "32 deep?" },
	{ by_apparmor, "AppArmor takes all power from user namespaces",
	  "a profile that allows them to these programs only (see "
	  "packaging/apparmor/README.md), or running the steps as root\n"
	  "sudo apparmor_parser -r packaging/apparmor/boxwright" },
	{ by_apparmor_profile, "AppArmor refuses user namespaces",
	  "we are under a profile without the rule \"userns,\": load one for "
	  "these programs only (see packaging/apparmor/README.md)\n"
	  "sudo apparmor_parser -r packaging/apparmor/boxwright" },
	{ by_covered_proc, "a new /proc is refused: the old is partly covered",
	  "in a container: docker run --security-opt systempaths=unconfined\n"
	  "elsewhere: unmount what covers parts of it, as shown by\n"
	  "grep ' /proc/' /proc/self/mountinfo" },
	{ by_seccomp, "a seccomp filter refuses %s (%s)",
	  "this is a container; start it with docker run --security-opt "
	  "seccomp=unconfined --security-opt systempaths=unconfined, or use "
	  "a virtual machine" },
	{ by_missing_privilege, "%s needs more privilege (%s)",
	  "be root with CAP_SYS_ADMIN and CAP_SYS_CHROOT; in a container: "
	  "docker run --cap-add SYS_ADMIN" },
	{ by_security_module, "a security module refuses %s (%s)",
	  "the namespace was made, but capabilities do not work in it; the "
	  "kernel's log (sudo dmesg) names the module and its rule" },
	{ by_old_kernel, "this kernel does not know %s (%s)",
	  "a kernel with CONFIG_NAMESPACES, CONFIG_USER_NS, CONFIG_NET_NS "
	  "and CONFIG_SECCOMP_FILTER; every distribution's has them" },
	{ by_ramfs, "the root is the first RAM file system",
	  "it cannot be pivoted away from: boot from a disk" },
	{ is_userns_refused, "user namespaces are refused (%s: %s)",
	  "nothing here says by what. A chroot? A security module? Try as "
	  "root, and outside of any container" },
	{ by_anything, "%s: %s",
	  "build/doctor --explain shows every call and its answer" },
};

static const struct symptom *
diagnose(const struct result *r)
{
	const struct symptom *s = symptoms;

	while (!s->is(r))
		s++;
	return s;
}

/*
 * Printing.
 */

static bool colour;

static const char *
paint(const char *code)
{
	return colour ? code : "";
}

#define GREEN  paint("\033[32m")
#define YELLOW paint("\033[33m")
#define RED    paint("\033[31m")
#define PLAIN  paint("\033[m")

/* Prints words, broken at WIDTH, and where a line ends in the text; INDENT
 * columns of the first line are taken already. */
static void __attribute__((format(printf, 2, 3)))
wrap(int indent, const char *fmt, ...)
{
	char text[1024], *word = text;
	int column = indent, length;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	for (;; word += length + 1) {
		length = strcspn(word, " \n");
		if (column > indent && column + 1 + length > WIDTH)
			column = printf("\n%*s", indent, "") - 1;
		column +=
		    printf("%s%.*s", column > indent ? " " : "", length, word);
		if (!word[length])
			break;
		if (word[length] == '\n')
			column = printf("\n%*s", indent, "") - 1;
	}
	printf("\n");
}

static void
print_line(const char *name, const char *paint_code, const char *text)
{
	printf("%-*s%s", INDENT, name, paint_code);
	wrap(INDENT, "%s", text);
	printf("%s", PLAIN);
}

static void
print_remedy(const char *text)
{
	printf("%*s", INDENT + 2, "");
	wrap(INDENT + 2, "remedy: %s", text);
}

/* One symptom may stop many steps; its remedy is told once. */
static void
print_failure(const char *name, const struct result *r, const char *unless)
{
	static const struct symptom *told;
	const struct symptom *s = diagnose(r);
	char what[128], text[160];

	/* a table's words, never the user's */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(what, sizeof what, s->what, r->call,
		 r->error > 0 ? errno_name(r->error) : strsignal(-r->error));
	snprintf(text, sizeof text, "cannot run here%s: %s", unless, what);
	print_line(name, RED, text);
	if (s != told)
		print_remedy(s->remedy);
	told = s;
}

/*
 * cgroups: for each controller, where is it, and may we limit ourselves?
 */

struct controller {
	const char *name, *limit[3]; /* the files: [1] in v1, [2] in v2 */
	int version; /* 0: there is none */
	char dir[PATH_MAX]; /* our own cgroup, or one above it */
	char top[1024]; /* where the tree is mounted */
	int error; /* of mkdir below it */
};

static struct controller controllers[] = {
	{ .name = "memory",
	  .limit = { NULL, "memory.limit_in_bytes", "memory.max" } },
	{ .name = "pids", .limit = { NULL, "pids.max", "pids.max" } },
	{ .name = "cpu", .limit = { NULL, "cpu.cfs_quota_us", "cpu.max" } },
};
enum { CONTROLLERS = sizeof controllers / sizeof *controllers };

/* Is WORD one of LIST, whose members any of SEPARATORS end? */
static bool
list_has(const char *list, const char *separators, const char *word)
{
	char copy[512], *save, *item;

	snprintf(copy, sizeof copy, "%s", list);
	for (item = strtok_r(copy, separators, &save); item;
	     item = strtok_r(NULL, separators, &save))
		if (strcmp(item, word) == 0)
			return true;
	return false;
}

/* Our cgroup in the hierarchy of NAME ("": v2), from /proc/self/cgroup. */
static bool
find_own_path(const char *name, char path[PATH_MAX])
{
	FILE *f = fopen("/proc/self/cgroup", "re");
	char line[PATH_MAX + 128], list[128];
	bool found = false;

	while (f && !found && fgets(line, sizeof line, f)) {
		list[0] = '\0';
		if (sscanf(line, "%*d::%4095[^\n]", path) == 1)
			found = !*name;
		else if (sscanf(line, "%*d:%127[^:]:%4095[^\n]", list, path) ==
			 2)
			found = *name && list_has(list, ",", name);
	}
	if (f)
		fclose(f);
	return found;
}

/* Fills in where our cgroup is, as a directory; false where it is not mounted.
 * A mount may show a part of the hierarchy only: that of a container. */
static bool
find_own_dir(const char *name, struct controller *c)
{
	FILE *f = fopen("/proc/self/mountinfo", "re");
	char line[PATH_MAX], root[1024], type[32], opts[512];
	char path[PATH_MAX];
	bool found = false;

	while (f && !found && fgets(line, sizeof line, f)) {
		char *tail = strstr(line, " - ");

		if (!tail ||
		    sscanf(line, "%*s %*s %*s %1023s %1023s", root, c->top) !=
			2 ||
		    sscanf(tail, " - %31s %*s %511s", type, opts) != 2)
			continue;
		found = *name ? strcmp(type, "cgroup") == 0 &&
				    list_has(opts, ",", name)
			      : strcmp(type, "cgroup2") == 0;
	}
	if (f)
		fclose(f);
	if (!found || !find_own_path(name, path))
		return false;
	if (strcmp(root, "/") != 0 && strncmp(path, root, strlen(root)) == 0)
		memmove(path, path + strlen(root),
			strlen(path + strlen(root)) + 1);
	snprintf(c->dir, sizeof c->dir, "%.1023s%.3000s", c->top,
		 strcmp(path, "/") == 0 ? "" : path);
	return true;
}

/* Is WORD in the file NAME of the cgroup DIR? */
static bool
cgroup_file_has(const char *dir, const char *name, const char *word)
{
	char path[PATH_MAX + 64], text[512];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return file_read(text, sizeof text, path) > 0 &&
	       list_has(text, " \n", word);
}

/* v2: do children of DIR have the controller, or could DIR be told to give
 * it to them?  Step 08 writes there; we only look, since what is written
 * stays.  A group with processes gives its children nothing: the kernel does
 * take "+pids" and "+cpu" from it, but then no process can enter a child. */
static int
why_not_below(const char *dir, const char *controller)
{
	char path[PATH_MAX + 64], text[16];

	snprintf(path, sizeof path, "%s/cgroup.type", dir);
	if (access(path, F_OK) == 0) { /* the topmost has none, and may */
		snprintf(path, sizeof path, "%s/cgroup.procs", dir);
		if (file_read(text, sizeof text, path) > 0)
			return EBUSY;
	}
	snprintf(path, sizeof path, "%s/cgroup.subtree_control", dir);
	if (!cgroup_file_has(dir, "cgroup.subtree_control", controller) &&
	    access(path, W_OK) == -1)
		return errno;
	return 0;
}

/* v2: goes up from our own cgroup to the first that will do.  Returns 0, or
 * why the last was none. */
static int
find_v2_parent(struct controller *c)
{
	size_t top = strlen(c->top);
	int error;

	while ((error = why_not_below(c->dir, c->name)) != 0 &&
	       strlen(c->dir) > top)
		*strrchr(c->dir, '/') = '\0';
	return error;
}

/* Can a cgroup be made there, with a limit that we may write?  Returns 0 or
 * an errno. */
static int
try_limit(const struct controller *c)
{
	char child[PATH_MAX + 32], file[PATH_MAX + 96];
	int error = 0;

	snprintf(child, sizeof child, "%s/boxwright-doctor-%d", c->dir,
		 getpid());
	if (mkdir(child, 0755) == -1)
		return errno;
	snprintf(file, sizeof file, "%s/%s", child, c->limit[c->version]);
	if (access(file, W_OK) == -1 &&
	    /* on v2 the file comes with the controller, see may_enable() */
	    (c->version == 1 || errno != ENOENT))
		error = errno;
	rmdir(child);
	return error;
}

static void
find_controller(struct controller *c)
{
	if (find_own_dir(c->name, c)) {
		c->version = 1;
	} else if (find_own_dir("", c) &&
		   cgroup_file_has(c->dir, "cgroup.controllers", c->name)) {
		c->version = 2;
		c->error = find_v2_parent(c);
	}
	if (c->version && c->error == 0)
		c->error = try_limit(c);
	if (verbose && c->version)
		fprintf(stderr, "host: cgroup: mkdir in %s: %s\n", c->dir,
			c->error ? errno_name(c->error) : "ok");
}

/* "v1", "v2", "hybrid" or "none": what is mounted here. */
static const char *
cgroup_layout(void)
{
	bool v1 = *file_line("/proc/self/mountinfo", " - cgroup "),
	     v2 = *file_line("/proc/self/mountinfo", " - cgroup2 ");

	return v1 && v2 ? "hybrid" : v1 ? "v1" : v2 ? "v2" : "none";
}

/* What would allow limits by controller C. */
static const char *
limit_remedy(const struct controller *c)
{
	if (c->version == 0 && strcmp(cgroup_layout(), "none") == 0)
		return "as root, mount -t cgroup2 none /sys/fs/cgroup";
	if (c->version == 0)
		return "as root, switch the controllers on in each directory "
		       "above this cgroup\n"
		       "echo \"+memory +pids +cpu\" > cgroup.subtree_control";
	if (c->version == 2 && c->error == EBUSY)
		return "start the shell in a cgroup of its own, since one "
		       "with processes in it gives its children no limits\n"
		       "systemd-run --scope -p Delegate=yes $SHELL";
	if (c->error == EROFS)
		return "as root, make /sys/fs/cgroup writable\n"
		       "mount -o remount,rw /sys/fs/cgroup";
	if (c->version == 2)
		return "be root, or start a shell in a cgroup of your own\n"
		       "systemd-run --user --scope -p Delegate=yes $SHELL";
	return "be root, or let root give your shell a cgroup of its own\n"
	       "for c in memory pids cpu; do d=/sys/fs/cgroup/$c/$USER\n"
	       "  sudo mkdir $d && sudo chown -R $USER $d &&\n"
	       "  echo $$ | sudo tee $d/cgroup.procs; done";
}

static bool limited; /* 08_cgroup runs, but sets not all limits */

static void
print_limits(const char *name)
{
	char good[64] = "", bad[64] = "", text[192];
	const struct controller *c, *broken = NULL;

	for (c = controllers; c < controllers + CONTROLLERS; c++) {
		bool ok = c->version && c->error == 0;

		strcat(strcat(ok ? good : bad, " "), c->name);
		if (!ok && !broken)
			broken = c;
	}
	if (!broken) {
		print_line(name, GREEN, "runs");
		return;
	}
	limited = true;
	snprintf(text, sizeof text, "runs %s%s; limits for%s: %s",
		 *good ? "with limits for" : "without limits", good, bad,
		 broken->version ? errno_name(broken->error) : "no controller");
	print_line(name, YELLOW, text);
	print_remedy(limit_remedy(broken));
}

/*
 * The report.
 */

/* Will unshare(1) do?  Where AppArmor restricts user namespaces, a profile
 * that lets us make one does not extend to it. */
static bool
has_unshare(void)
{
	return geteuid() == 0 || !file_says(APPARMOR, "1");
}

/* Steps 01 to 03 have no user namespace of their own yet. */
static bool
print_root_step(const char *name, int step)
{
	const struct result *host = first_failure(HOST, step);
	const struct result *box = first_failure(BOX, step);
	bool root = geteuid() == 0, inside = !box && has_unshare();

	if (inside && root && host)
		print_line(name, GREEN,
			   "runs inside: "
			   "unshare --map-root-user");
	else if (inside)
		print_line(name, GREEN,
			   "runs as root, or inside: "
			   "unshare --map-root-user");
	else if (root ? !host : !box)
		print_line(name, GREEN, "runs as root");
	else
		print_failure(name, root ? host : box,
			      root ? "" : " without root");
	return inside || (root ? !host : !box);
}

static void
print_net(const char *name)
{
	if (works(BOX, VETH) && works(HOST, HOSTLINKS))
		print_line(name, GREEN, "runs, with --net lo and --net veth");
	else if (!works(BOX, VETH))
		print_line(name, YELLOW,
			   "runs with --net lo; this kernel makes no veth "
			   "(sudo modprobe veth)");
	else
		print_line(name, GREEN,
			   "runs with --net lo; --net veth needs root");
}

/* Returns whether the step runs in some way. */
static bool
print_step(int step)
{
	static const char *const names[STEPS] = {
		"00_spawn", "01_chroot", "02_mount", "03_pid",    "04_user",
		"05_uts",   "06_net",    "07_caps",  "08_cgroup", "09_seccomp",
	};
	const struct result *failure;

	if (step >= 1 && step <= 3)
		return print_root_step(names[step], step);
	failure = first_failure(step == 0 ? HOST : BOX, step);
	if (failure)
		print_failure(names[step], failure, "");
	else if (step == 6)
		print_net(names[step]);
	else if (step == 8)
		print_limits(names[step]);
	else
		print_line(names[step], GREEN, "runs");
	return !failure;
}

static void __attribute__((format(printf, 2, 3)))
print_info(const char *name, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	print_line(name, "", text);
}

/* "works", or "ENOSYS: OTHERWISE". */
static void
print_probe(enum where where, enum probe_id id, const char *otherwise)
{
	const struct result *r = &results[where][id];

	if (r->error == 0)
		print_info(probes[id].name, "works");
	else if (strcmp(r->call, "clone") == 0)
		print_info(probes[id].name, "not tried: no namespace for it");
	else
		print_info(probes[id].name, "%s: %s",
			   r->error > 0 ? errno_name(r->error)
					: strsignal(-r->error),
			   otherwise);
}

static bool
in_path(const char *program)
{
	char path[PATH_MAX], copy[4096], *dir;
	const char *dirs = getenv("PATH");

	snprintf(copy, sizeof copy, "%s:/usr/sbin:/sbin", dirs ? dirs : "/bin");
	for (dir = strtok(copy, ":"); dir; dir = strtok(NULL, ":")) {
		snprintf(path, sizeof path, "%s/%s", dir, program);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

/* Is there a line "NAME:..." or "UID:..." in /etc/subuid? */
static bool
has_subuids(void)
{
	struct passwd *user = getpwuid(getuid());
	FILE *f = fopen("/etc/subuid", "re");
	char line[256], number[16];
	bool found = false;

	snprintf(number, sizeof number, "%u", getuid());
	while (f && !found && fgets(line, sizeof line, f)) {
		line[strcspn(line, ":")] = '\0';
		found = strcmp(line, number) == 0 ||
			(user && strcmp(line, user->pw_name) == 0);
	}
	if (f)
		fclose(f);
	return found;
}

static void
print_ranges(void)
{
	if (geteuid() == 0)
		print_info("--map", "root maps any range by itself");
	else if (!in_path("newuidmap") || !in_path("newgidmap"))
		print_info("--map", "your own id only; ranges need newuidmap: "
				    "sudo apt install uidmap");
	else if (!has_subuids())
		print_info("--map", "your own id only; ranges need a line: "
				    "sudo usermod --add-subuids 100000-165535 "
				    "--add-subgids 100000-165535 $USER");
	else
		print_info("--map", "your own id, and the ranges that "
				    "/etc/subuid gives you");
}

/* What is built lies where we do. */
static bool
has_built(const char *name, int mode)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 32);

	if (n == -1)
		return false;
	path[n] = '\0';
	strcpy(strrchr(path, '/') + 1, name);
	return access(path, mode) == 0;
}

static void
print_tools(void)
{
	static const char *const tools[] = { "bats", "shellcheck", "strace",
					     "busybox" };
	char missing[64] = "";
	size_t i;

	for (i = 0; i < sizeof tools / sizeof *tools; i++)
		if (!in_path(tools[i]))
			strcat(strcat(missing, " "), tools[i]);
	if (*missing)
		print_info("tools",
			   "missing:%s; the steps run without, "
			   "make test wants bats and shellcheck",
			   missing);
	else
		print_info("tools", "bats, shellcheck, strace, busybox");
	print_info("witness", "%s",
		   has_built("witness", X_OK)
		       ? "built"
		       : "not built; it needs a static libc "
			 "(libc6-dev, glibc-static): make");
	print_info("rootfs", "%s",
		   has_built("rootfs/.done", F_OK)
		       ? "made"
		       : "not made; the boxes need it: make rootfs");
}

static void
print_cgroups(void)
{
	char text[256] = "";
	const struct controller *c;

	for (c = controllers; c < controllers + CONTROLLERS; c++)
		snprintf(text + strlen(text), sizeof text - strlen(text),
			 "; %s %s%s%s", c->name,
			 c->version == 0   ? "nowhere"
			 : c->version == 1 ? "in v1"
					   : "in v2",
			 c->error ? " " : "",
			 c->error ? errno_name(c->error) : "");
	print_info("cgroups", "%s%s", cgroup_layout(), text);
}

static void
print_infos(void)
{
	printf("\nWhat some options and make test use:\n");
	print_probe(HOST, CLONE3, "the steps use clone instead");
	print_probe(BOX, SETATTR, "the steps remount each mount instead");
	print_probe(BOX, OPENTREE, "no --bind");
	print_ranges();
	print_cgroups();
	print_probe(HOST, GETFD, "observe cannot reach its witness");
	print_tools();
	printf("\nFor later steps:\n");
	print_probe(BOX, OVERLAY, "not in a user namespace here");
	print_probe(HOST, LANDLOCK, "not in this kernel");
}

static void
parse_options(int argc, char **argv)
{
	static const struct option options[] = {
		{ "explain", no_argument, NULL, 'x' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int c;

	opterr = 0;
	while ((c = getopt_long(argc, argv, "xh", options, NULL)) != -1) {
		if (c == 'h') {
			printf("usage: doctor [--explain]\n\n"
			       "Tries what each step needs, and says which "
			       "steps run here.\n\n"
			       "  -x, --explain   show every call and its "
			       "answer on stderr\n"
			       "  -h, --help      print this\n\n"
			       "Exit status: 0 when every step runs in some "
			       "way, else 1.\n");
			exit(0);
		}
		if (c == '?')
			die("%s: no such option; try --help", argv[optind - 1]);
		verbose = true;
	}
	if (optind < argc)
		die("%s: takes no arguments; try --help", argv[optind]);
}

int
main(int argc, char **argv)
{
	const char *no_color = getenv("NO_COLOR");
	int step, i, cannot = 0;

	file_hold_standard();
	parse_options(argc, argv);
	signal(SIGCHLD, SIG_DFL);
	colour = isatty(STDOUT_FILENO) && !(no_color && *no_color);
	run_probes();
	for (i = 0; i < CONTROLLERS; i++)
		find_controller(&controllers[i]);
	for (step = 0; step < STEPS; step++)
		cannot += !print_step(step);
	print_infos();
	if (cannot)
		printf("\n%d of %d steps cannot run here.\n", cannot, STEPS);
	else
		printf("\nEvery step runs here%s.\n",
		       limited ? ", 08_cgroup without all of its limits" : "");
	if (fflush(stdout) == EOF)
		must(-1, "write to stdout");
	return cannot != 0;
}
