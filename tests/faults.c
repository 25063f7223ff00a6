/*
 * faults.c - kill a step's program, or make it fail, at every system call
 *
 *	faults [--list] PROGRAM [OPTION...] COMMAND [ARG...]
 *
 * COMMAND has to read its standard input to the end and do nothing else:
 * cat.  One run under ptrace(2) records which system calls the program's
 * processes make until COMMAND starts, and after it has ended.  Then, for
 * each of these calls, there is
 *
 *   - one run in which the calling process gets SIGKILL as it enters the
 *     call.  Nothing of the program may stay behind: no process, mount,
 *     link, cgroup or file.  COMMAND's input stays open all the while, so a
 *     box that outlives its host side cannot end by itself and go unseen.
 *   - one run in which the kernel skips the call and answers EIO.  The
 *     program has to end with 125 and exactly one line that names the call
 *     and EIO, and again to leave nothing.  Few calls may fail without
 *     consequence; the table below says which, and why.
 *
 * A cgroup directory is not removed by the kernel when its maker is killed.
 * Where boxwright-... directories are all that is left, the next unharmed
 * run of the program has to remove them.
 *
 * Processes are numbered in the order of their birth: 0 is the program, 1
 * its box.  Calls that libc makes before main() are libc's own: there the
 * program is killed, but nothing is made to fail.
 *
 * All of the program's processes come to us when their parents die (we are
 * a subreaper), and all are traced: so waitpid(2) says ECHILD when the last
 * of them is gone, and not before.
 *
 * See ptrace(2), PR_SET_CHILD_SUBREAPER(2const), cgroups(7).
 */
#include <ctype.h>
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "must.h"
#include "spawn.h"

enum {
	DEADLINE_MS = 5000, /* for a run */
	SETTLE_MS = 2000, /* for what the kernel takes down by itself */
	QUIET_MS = 300, /* no call for so long: COMMAND waits for input */
	PROCESSES = 64,
	CALLS = 4096,
};

/* What has to follow when a call fails. */
enum verdict {
	SAYS, /* 125 and one line that holds one of the words and EIO */
	EXECS, /* the same with 126 or 127: it is COMMAND that cannot start */
	INIT, /* SAYS on the host side, MAY in the box */
	MAY, /* as SAYS, or nothing at all: COMMAND runs as ever */
	NEVER, /* the call cannot fail, or does not return */
};

/* The kernel's calls, by the words with which the steps report them. */
static const struct rule {
	long nr;
	enum verdict verdict;
	const char *name, *words;
} rules[] = {
#define CALL(name, verdict, words)                \
	{                                         \
		SYS_##name, verdict, #name, words \
	}
	CALL(bind, SAYS, "bind getifaddrs"),
	CALL(capget, SAYS, "capget"),
	CALL(capset, SAYS, "capset"),
	CALL(chdir, SAYS, "chdir"),
	CALL(chroot, SAYS, "chroot"),
	CALL(clone, SAYS, "fork clone clone3"),
	CALL(clone3, SAYS, "fork clone3"),
	CALL(close_range, SAYS, "close_range"),
	CALL(connect, SAYS, "connect"),
	CALL(dup3, SAYS, "dup dup2 dup3"),
	CALL(execve, EXECS, "execute"),
	CALL(faccessat, SAYS, "access"),
	CALL(fchdir, SAYS, "fchdir"),
	CALL(fchmodat, SAYS, "chmod"),
	CALL(flock, SAYS, "flock lock"),
	CALL(fstatfs, SAYS, "fstatfs fstatvfs"),
	CALL(getcwd, SAYS, "getcwd realpath"),
	CALL(getdents64, SAYS, "readdir read"),
	CALL(getsockname, SAYS, "getsockname getifaddrs"),
	CALL(mkdirat, SAYS, "mkdir mkdtemp"),
	CALL(mknodat, SAYS, "mknod create"),
	CALL(mount, SAYS, "mount"),
	CALL(mount_setattr, SAYS, "mount_setattr"),
	CALL(move_mount, SAYS, "move_mount"),
	CALL(open_tree, SAYS, "open_tree"),
	/* file_read() and file_write() say what they opened the file for */
	CALL(openat, SAYS, "open opendir create read write"),
	CALL(pipe2, SAYS, "pipe"),
	CALL(pivot_root, SAYS, "pivot_root"),
	CALL(ppoll, SAYS, "poll"),
	CALL(prctl, SAYS, "prctl"),
	CALL(read, SAYS, "read"),
	CALL(readlinkat, SAYS, "readlink realpath"),
	CALL(recvfrom, SAYS, "recv"),
	CALL(recvmsg, SAYS, "recvmsg recv getifaddrs"),
	CALL(renameat, SAYS, "rename"),
	CALL(rt_sigprocmask, SAYS, "sigprocmask"),
	/* PID 1 may not fail while COMMAND runs: it tries again */
	CALL(rt_sigtimedwait, INIT, "sigwaitinfo"),
	CALL(seccomp, SAYS, "seccomp"),
	CALL(sendmsg, SAYS, "sendmsg send"),
	CALL(sendto, SAYS, "send getifaddrs"),
	CALL(setgroups, SAYS, "setgroups"),
	CALL(sethostname, SAYS, "sethostname"),
	CALL(setns, SAYS, "setns"),
	CALL(setresgid, SAYS, "setresgid"),
	CALL(setresuid, SAYS, "setresuid"),
	CALL(setsid, SAYS, "setsid"),
	CALL(setsockopt, SAYS, "setsockopt"),
	CALL(signalfd4, SAYS, "signalfd"),
	CALL(socketpair, SAYS, "socketpair"),
	CALL(statfs, SAYS, "statfs statvfs"),
	CALL(symlinkat, SAYS, "symlink"),
	CALL(umount2, SAYS, "umount2 umount"),
	CALL(unlinkat, SAYS, "unlink rmdir"),
	CALL(unshare, SAYS, "unshare"),
	CALL(wait4, SAYS, "waitpid"),
	CALL(waitid, SAYS, "waitid"),
	CALL(write, SAYS, "write"),
#ifdef SYS_mkdir /* arm64 and its successors have none of these */
	CALL(access, SAYS, "access"),
	CALL(chmod, SAYS, "chmod"),
	CALL(dup2, SAYS, "dup2"),
	CALL(fork, SAYS, "fork"),
	CALL(vfork, SAYS, "vfork"),
	CALL(mkdir, SAYS, "mkdir mkdtemp"),
	CALL(mknod, SAYS, "mknod create"),
	CALL(open, SAYS, "open create read write"),
	CALL(pipe, SAYS, "pipe"),
	CALL(poll, SAYS, "poll"),
	CALL(readlink, SAYS, "readlink realpath"),
	CALL(rename, SAYS, "rename"),
	CALL(rmdir, SAYS, "rmdir"),
	CALL(stat, SAYS, "stat"),
	CALL(symlink, SAYS, "symlink"),
	CALL(unlink, SAYS, "unlink"),
	/* libc's start, in a process of its own */
	CALL(arch_prctl, NEVER, ""),
#endif
	/* These always succeed, or never return. */
	CALL(umask, NEVER, ""),
	CALL(getpid, NEVER, ""),
	CALL(getppid, NEVER, ""),
	CALL(gettid, NEVER, ""),
	CALL(getuid, NEVER, ""),
	CALL(geteuid, NEVER, ""),
	CALL(getgid, NEVER, ""),
	CALL(getegid, NEVER, ""),
	CALL(exit, NEVER, ""),
	CALL(exit_group, NEVER, ""),
	CALL(rt_sigreturn, NEVER, ""),
	CALL(restart_syscall, NEVER, ""),
	/* On Linux the descriptor is closed whatever close(2) answers. */
	CALL(close, MAY, "close"),
	/* malloc(3) has a second way to get memory when one of these fails,
	 * and keeps what it cannot give back. */
	CALL(brk, MAY, "memory"),
	CALL(mmap, MAY, "memory mmap"),
	CALL(munmap, MAY, "munmap"),
	CALL(mprotect, MAY, "memory"),
	CALL(madvise, MAY, "madvise"),
	/* malloc(3) and mkdtemp(3) take the clock for a random number. */
	CALL(getrandom, MAY, "getrandom"),
	/* libc's own start of a process; it goes on without them. */
	CALL(set_robust_list, MAY, "set_robust_list"),
	CALL(rseq, MAY, "rseq"),
	/* stdio and opendir(3) ask how large a block is, and can guess. */
	CALL(fstat, MAY, "stat fstat"),
	CALL(newfstatat, MAY, "stat fstat opendir"),
	/* if_nametoindex(3) tries one family of sockets after another. */
	CALL(socket, MAY, "socket getifaddrs"),
	/* isatty(3): what is not known to be a terminal is none. */
	CALL(ioctl, MAY, "ioctl if_nametoindex"),
	/* signal(2) to SIG_DFL: refused for SIGKILL and SIGSTOP in any case */
	CALL(rt_sigaction, MAY, "sigaction"),
	/* sysconf(3): an unknown limit matters where close_range is missing */
	CALL(prlimit64, MAY, "sysconf"),
	/* F_GETFD can fail with EBADF alone, and only that is looked for */
	CALL(fcntl, MAY, "fcntl"),
	/* the process to be told or killed has ended already */
	CALL(kill, MAY, "kill"),
};

/* One call of the recording run. */
static struct call {
	int birth, number; /* of the process; of the call in it */
	long nr;
	bool late; /* after COMMAND's input was closed? */
	bool libcs; /* before main()? */
	bool mute; /* nobody hears that it failed, or needs to */
} calls[CALLS];
static int n_calls;

enum kind { NOTHING, RECORD, KILL, FAIL };

/* What is to happen in a run, and what came of it. */
static struct run {
	enum kind kind;
	const struct call *at;
	bool reached, done, hung;
	int left, status;
	char said[4096];
} run;

static struct process {
	pid_t pid; /* 0: free */
	int birth, calls;
	bool command; /* it is COMMAND by now, or another program */
	bool failing; /* inside the call that is to fail, whose first... */
	unsigned long long argument; /* ...argument was this */
} processes[PROCESSES];
static int births;

static int input; /* the end of COMMAND's input that we hold, or -1 */
static bool in_main;

static const char *program; /* without its directory */
static char *root_dir; /* the box's, or NULL */
static char *before; /* the host's state */
static char normal[sizeof run.said]; /* what a run without a fault says */
static int kills, failures, left_behind, unclear, undone, unreached;

static long long
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static const struct rule *
find_rule(long nr)
{
	static struct rule other = { .verdict = SAYS };
	static char number[32];
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].nr == nr)
			return &rules[i];
	snprintf(number, sizeof number, "call_%ld", nr);
	other.name = other.words = number;
	return &other;
}

/*
 * Part 1: the host's state, as text of one line for each thing.
 */

/* The entries of DIR, with the time of the last change where TIMES. */
static void
list_files(FILE *out, const char *dir, bool times)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	struct stat s;

	while (d && (e = readdir(d))) {
		if (fstatat(dirfd(d), e->d_name, &s, AT_SYMLINK_NOFOLLOW) ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		fprintf(out, "file %s/%s", dir, e->d_name);
		if (times)
			fprintf(out, " %lld.%09ld", (long long)s.st_mtime,
				s.st_mtim.tv_nsec);
		fprintf(out, "\n");
	}
	if (d)
		closedir(d);
}

/* The groups below DIR whose names begin with PREFIX, and all below them. */
static void
list_cgroups_below(FILE *out, const char *dir, const char *prefix)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	char path[PATH_MAX];

	while (d && (e = readdir(d))) {
		if (e->d_type != DT_DIR || *e->d_name == '.' ||
		    strncmp(e->d_name, prefix, strlen(prefix)) != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		fprintf(out, "cgroup %s\n", path);
		list_cgroups_below(out, path, "");
	}
	if (d)
		closedir(d);
}

/* Does a line of mountinfo stand for the hierarchy of CONTROLLERS, as
 * /proc/self/cgroup writes them ("" for cgroup v2)?  If so, prints what is
 * below our own cgroup there, which is PATH, and the boxes beside it. */
static void
list_hierarchy(FILE *out, const char *line, const char *controllers,
	       const char *path)
{
	char top[PATH_MAX], at[PATH_MAX], type[32], options[256], dir[PATH_MAX];
	const char *tail = strstr(line, " - "), *found;
	size_t n = strlen(controllers);

	if (!tail || sscanf(tail, " - %31s %*s %255s", type, options) != 2 ||
	    sscanf(line, "%*s %*s %*s %4095s %4095s", top, at) != 2)
		return;
	if (strcmp(type, *controllers ? "cgroup" : "cgroup2") != 0)
		return;
	found = strstr(options, controllers);
	if (!found || (n && found[n] && found[n] != ','))
		return;
	n = strlen(top); /* in a container a mount shows a part of the tree */
	if (n > 1 && strncmp(path, top, n) == 0)
		path += n;
	if (strcmp(path, "/") == 0)
		path = "";
	snprintf(dir, sizeof dir, "%.2000s%.2000s", at, path);
	list_cgroups_below(out, dir, "");
	if (*path) {
		*strrchr(dir, '/') = '\0';
		list_cgroups_below(out, dir, "boxwright-");
	}
}

static void
list_cgroups(FILE *out, const char *mountinfo)
{
	char line[PATH_MAX], row[2 * PATH_MAX], *controllers, *path;
	FILE *own = fopen("/proc/self/cgroup", "re"), *mounts;

	while (own && fgets(line, sizeof line, own)) {
		line[strcspn(line, "\n")] = '\0';
		controllers = strchr(line, ':') + 1;
		path = strchr(controllers, ':');
		*path++ = '\0';
		mounts = fmemopen((char *)mountinfo, strlen(mountinfo), "r");
		while (mounts && fgets(row, sizeof row, mounts))
			list_hierarchy(out, row, controllers, path);
		fclose(mounts);
	}
	if (own)
		fclose(own);
}

/* Copies the file PATH, WORD in front of every line. */
static void
list_lines(FILE *out, const char *word, const char *path, const char *stop)
{
	char line[2 * PATH_MAX];
	FILE *in = fopen(path, "re");

	while (in && fgets(line, sizeof line, in)) {
		if (strncmp(line, "Iface", 5) == 0)
			continue; /* a heading that comes with its first line */
		line[strcspn(line, stop)] = '\0';
		fprintf(out, "%s %s\n", word, line + strspn(line, " "));
	}
	if (in)
		fclose(in);
}

/* Everything that a program may not change, in memory from malloc(3). */
static char *
host_state(void)
{
	static char mountinfo[1 << 18];
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out || file_read(mountinfo, sizeof mountinfo,
			      "/proc/self/mountinfo") == -1)
		must(-1, "read /proc/self/mountinfo");
	fprintf(out, "\n");
	list_lines(out, "mount", "/proc/self/mountinfo", "\n");
	/* the counters behind the colon change by themselves */
	list_lines(out, "link", "/proc/self/net/dev", ":\n");
	list_lines(out, "route", "/proc/self/net/route", "\n");
	list_lines(out, "hostname", "/proc/sys/kernel/hostname", "\n");
	list_lines(out, "ip_forward", "/proc/sys/net/ipv4/ip_forward", "\n");
	list_cgroups(out, mountinfo);
	list_files(out, "/tmp", false);
	if (root_dir)
		list_files(out, root_dir, true);
	fclose(out);
	return text;
}

/* Prints to OUT, if that is not NULL, the lines that TEXT has and OTHER has
 * not.  Returns their number; *CGROUPS is how many are cgroups of a box. */
static int
print_surplus(FILE *out, const char *sign, const char *text, const char *other,
	      int *cgroups)
{
	const char *end;
	char line[3 * PATH_MAX];
	int n = 0;

	for (text++; (end = strchr(text, '\n')); text = end + 1) {
		snprintf(line, sizeof line, "\n%.*s\n", (int)(end - text),
			 text);
		if (strstr(other, line))
			continue;
		n++;
		line[end - text + 1] = '\0';
		if (strncmp(line + 1, "cgroup ", 7) == 0 &&
		    strstr(line, "/boxwright-"))
			++*cgroups;
		if (out)
			fprintf(out, "\t%s %s\n", sign, line + 1);
	}
	return n;
}

/* How the host's state differs from what it was; what must have undone it? */
enum difference { SAME, CGROUPS_ONLY, DIFFERS };

static enum difference
compare_state(FILE *out, const char *now)
{
	int cgroups = 0, stale = 0, n, gone;

	n = print_surplus(out, "now:", now, before, &cgroups);
	gone = print_surplus(out, "was:", before, now, &stale);
	gone -= stale; /* a box's cgroup of before, removed: as it should be */
	if (n + gone == 0)
		return SAME;
	return n == cgroups && gone == 0 ? CGROUPS_ONLY : DIFFERS;
}

/* The kernel takes down a network namespace and a dead process's mounts a
 * moment later: gives it some time. */
static enum difference
await_state(char **now)
{
	long long deadline = milliseconds() + SETTLE_MS;
	enum difference d;

	for (;;) {
		*now = host_state();
		d = compare_state(NULL, *now);
		/* no process is left that could remove a cgroup */
		if (d != DIFFERS || milliseconds() > deadline)
			return d;
		free(*now);
		usleep(5000);
	}
}

/*
 * Part 2: one run under ptrace(2).
 */

/* Makes the call that PID is entering a harmless one.  It is getpid(2) and
 * not number -1, which a seccomp filter takes for a call of the x32 ABI. */
static void
skip_call(pid_t pid)
{
#if defined __x86_64__
	struct user_regs_struct regs;
	struct iovec v = { &regs, sizeof regs };

	ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &v);
	regs.orig_rax = SYS_getpid;
	ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &v);
#elif defined __aarch64__
	int nr = SYS_getpid;
	struct iovec v = { &nr, sizeof nr };

	ptrace(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &v);
#else
#error "which registers hold the number and the result of a system call?"
#endif
}

enum place { ARGUMENT, RESULT }; /* the first argument of a call */

static void
set_register(pid_t pid, enum place place, long long value)
{
	struct user_regs_struct regs;
	struct iovec v = { &regs, sizeof regs };

	ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &v);
#if defined __x86_64__
	*(place == ARGUMENT ? &regs.rdi : &regs.rax) = value;
#elif defined __aarch64__
	(void)place; /* the same for both */
	regs.regs[0] = value;
#endif
	ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &v);
}

/* P is entering the call where the fault belongs.  brk(2) knows no errno: it
 * refuses by an answer that is the break as it was, and so does brk(0). */
static void
inject(struct process *p, unsigned long long argument)
{
	run.reached = true;
	run.done = run.kind == KILL;
	p->failing = run.kind == FAIL;
	p->argument = argument;
	if (run.kind == KILL)
		kill(p->pid, SIGKILL);
	else if (run.at->nr == SYS_brk)
		set_register(p->pid, ARGUMENT, 0);
	else
		skip_call(p->pid);
}

/* P is returning from that call. */
static void
finish_injection(struct process *p)
{
	if (run.at->nr != SYS_brk)
		set_register(p->pid, RESULT, -EIO);
#if defined __x86_64__
	else /* libc relies on finding its argument unharmed */
		set_register(p->pid, ARGUMENT, p->argument);
#endif
	p->failing = false;
	run.done = true;
}

static void
close_input(void)
{
	if (input != -1)
		close(input);
	input = -1;
}

static void
record_call(const struct process *p, long nr, int fd)
{
	struct call *c = &calls[n_calls];

	/* options_parse() begins with umask(2): main() has started */
	if (nr == SYS_umask)
		in_main = true;
	if (n_calls++ == CALLS)
		die("more than %d system calls", CALLS);
	*c = (struct call){ .birth = p->birth,
			    .number = p->calls,
			    .nr = nr,
			    .late = input == -1,
			    .libcs = !in_main,
			    /* the line itself; a probe, which has to fail */
			    .mute = (nr == SYS_write && fd == STDERR_FILENO) ||
				    (nr == SYS_mount_setattr && fd == -1) };
}

/* P has stopped at the entry to a system call, or at its end. */
static void
on_system_call(struct process *p)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, p->pid, sizeof info, &info) == -1)
		return; /* killed meanwhile */
	if (info.op == PTRACE_SYSCALL_INFO_EXIT && p->failing)
		finish_injection(p);
	if (info.op != PTRACE_SYSCALL_INFO_ENTRY)
		return;
	if (run.kind == RECORD)
		record_call(p, info.entry.nr, info.entry.args[0]);
	if (p->calls++ != (run.at ? run.at->number : -1) || run.done)
		return;
	if ((long)info.entry.nr == run.at->nr)
		inject(p, info.entry.args[0]);
	else { /* this time it is another call */
		run.done = true;
		close_input();
	}
}

/* The parent of PID as /proc says, which is right also where the parent has
 * been killed before it could report the birth. */
static pid_t
parent_of(pid_t pid)
{
	char path[32], text[1024], *line;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	if (file_read(text, sizeof text, path) == -1 ||
	    !(line = strstr(text, "\nPPid:")))
		return 0;
	return atoi(line + 6);
}

static struct process *
find_process(pid_t pid)
{
	int i;

	for (i = 0; i < PROCESSES; i++)
		if (processes[i].pid == pid)
			return &processes[i];
	return NULL;
}

static struct process *
add_process(pid_t pid)
{
	struct process *p = find_process(0), *parent;

	if (!p)
		die("more than %d processes", PROCESSES);
	parent = births ? find_process(parent_of(pid)) : NULL;
	*p = (struct process){ .pid = pid, .birth = births };
	/* the children of COMMAND are no concern of ours */
	p->command = births && (!parent || parent->command);
	if (!p->command)
		births++;
	return p;
}

static void
on_stop(pid_t pid, int status)
{
	struct process *p = find_process(pid);
	int sig = WSTOPSIG(status), event = status >> 16;
	bool watched;

	if (!p)
		p = add_process(pid);
	if (sig == (SIGTRAP | 0x80))
		on_system_call(p);
	if (event == PTRACE_EVENT_EXEC && p->birth > 0)
		p->command = true;
	if (event || sig == (SIGTRAP | 0x80))
		sig = 0; /* not a signal for the program */
	watched = !p->command && !run.done &&
		  (run.kind == RECORD || (run.at && run.at->birth == p->birth));
	ptrace(watched ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0, sig);
}

/* Ends what is left.  All of them are traced by us, so these are their
 * numbers still. */
static int
kill_processes(void)
{
	int i, n = 0;

	for (i = 0; i < PROCESSES; i++)
		if (processes[i].pid) {
			kill(processes[i].pid, SIGKILL);
			n++;
		}
	return n;
}

/* Starts ARGV, traced from its first call on. */
static pid_t
start_traced(char **argv, int out)
{
	int in[2], go[2];
	char byte;
	pid_t pid;

	must(pipe2(in, O_CLOEXEC), "pipe");
	must(pipe2(go, O_CLOEXEC), "pipe");
	pid = must(fork(), "fork");
	if (pid == 0) {
		close(go[1]);
		must(read(go[0], &byte, 1), "read");
		dup2(in[0], STDIN_FILENO);
		dup2(out, STDOUT_FILENO);
		dup2(out, STDERR_FILENO);
		execv(argv[0], argv);
		_exit(EXIT_NOTFOUND);
	}
	must(ptrace(PTRACE_SEIZE, pid, 0,
		    PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK |
			PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
			PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL),
	     "ptrace PTRACE_SEIZE");
	must(write(go[1], "g", 1), "write");
	close(go[0]);
	close(go[1]);
	close(in[0]);
	input = in[1];
	return pid;
}

/* Called 50 times a second while nothing happens; QUIET_SINCE says how long
 * that has been so. */
static void
on_tick(long long quiet_since, long long deadline)
{
	long long now = milliseconds();

	/* In the other runs COMMAND waits only until its end is of interest:
	 * or until it turns out that this time a call was not made. */
	if ((run.kind == RECORD || !run.reached) &&
	    now - quiet_since > QUIET_MS)
		close_input();
	if (now > deadline) {
		run.left = kill_processes();
		close_input();
	}
}

/* Handles what the processes report until the last one is gone. */
static void
follow(pid_t pid)
{
	long long deadline = milliseconds() + DEADLINE_MS, last = 0;
	bool ended = false;
	int status;
	pid_t p;

	for (;;) {
		p = waitpid(-1, &status, __WALL);
		if (p == -1 && errno == ECHILD)
			break;
		if (p == -1) {
			on_tick(last, deadline);
			continue;
		}
		last = milliseconds();
		if (WIFSTOPPED(status)) {
			on_stop(p, status);
			continue;
		}
		if (find_process(p))
			find_process(p)->pid = 0;
		if (p == pid) {
			run.status = spawn_status(status);
			run.hung = run.left > 0;
			ended = true;
			deadline = last + SETTLE_MS;
		}
	}
	if (!ended)
		die("lost sight of %d", pid);
}

/* Runs ARGV with the fault KIND at the call AT; the result is in RUN. */
static void
run_with(char **argv, enum kind kind, const struct call *at)
{
	static int out = -1;
	ssize_t n;
	pid_t pid;

	if (out == -1)
		out = must(memfd_create("said", MFD_CLOEXEC), "memfd_create");
	must(ftruncate(out, 0), "ftruncate");
	must(lseek(out, 0, SEEK_SET), "lseek");
	run = (struct run){ .kind = kind, .at = at };
	memset(processes, 0, sizeof processes);
	births = 0;
	pid = start_traced(argv, out);
	if (kind == NOTHING || kind == FAIL || (kind == KILL && at->late))
		close_input();
	follow(pid);
	close_input();
	n = must(pread(out, run.said, sizeof run.said - 1, 0), "pread");
	run.said[n] = '\0';
}

/*
 * Part 3: was that right?
 */

/* Is WORD in TEXT, and not as a part of a longer one? */
static bool
has_word(const char *text, const char *word, size_t n)
{
	const char *p;

	for (p = text; (p = strstr(p, word)); p++)
		if ((p == text || (!isalnum(p[-1]) && p[-1] != '_')) &&
		    !isalnum(p[n]) && p[n] != '_')
			return true;
	return false;
}

/* The one line that a run said more than NORMAL, or NULL. */
static char *
new_line(void)
{
	static char line[sizeof run.said + 1];
	char *rest = run.said, *end;
	int n = 0;

	for (; (end = strchr(rest, '\n')); rest = end + 1) {
		size_t size = end - rest + 1;
		char copy[sizeof line];

		snprintf(copy, sizeof copy, "%.*s", (int)size, rest);
		if (strstr(normal, copy))
			continue;
		memcpy(line, copy, size + 1);
		n++;
	}
	return n == 1 && *rest == '\0' ? line : NULL;
}

static bool
line_names(const char *line, const char *words)
{
	char word[32];
	int used;

	if (!has_word(line, "EIO", 3))
		return false;
	for (; sscanf(words, "%31s%n", word, &used) == 1; words += used)
		if (has_word(line, word, strlen(word)))
			return true;
	return false;
}

static bool
failed_clearly(const struct call *c)
{
	const struct rule *r = find_rule(c->nr);
	const char *line = new_line();
	bool ignored = run.status == 0 && strcmp(run.said, normal) == 0;

	if (run.hung)
		return false;
	if (ignored && (c->mute || r->verdict == MAY ||
			(r->verdict == INIT && c->birth > 0)))
		return true;
	if (r->verdict == EXECS)
		return (run.status == EXIT_NOEXEC ||
			run.status == EXIT_NOTFOUND) &&
		       line && line_names(line, r->words);
	return run.status == EXIT_STEP && line && line_names(line, r->words);
}

static void
print_problem(const char *what, const struct call *c)
{
	printf("%s: %s: ", program, what);
	if (c)
		printf("process %d, call %d, %s: %s; ", c->birth, c->number,
		       find_rule(c->nr)->name,
		       run.kind == KILL ? "killed" : "made to fail");
	printf("%sstatus %d%s%s\n", run.hung ? "hung, " : "", run.status,
	       *run.said ? ", it said:\n\t" : ", it said nothing", run.said);
}

/* Compares the host's state and adds up what is left. */
static void
check_left(char **argv, const struct call *c)
{
	struct run first = run;
	char *now;
	enum difference d = await_state(&now);

	if (d == CGROUPS_ONLY && c && run.kind == KILL) {
		run_with(argv, NOTHING, NULL);
		run = first;
		free(now);
		d = await_state(&now);
		undone += d == SAME;
	}
	/* processes that hang after a failure are judged as unclear instead */
	if (d != SAME || (run.left && !(run.hung && run.kind == FAIL))) {
		left_behind++;
		print_problem("left behind", c);
		if (run.left)
			printf("\tnow: %d processes, ended by %s\n", run.left,
			       program_invocation_short_name);
		compare_state(stdout, now);
	}
	free(before); /* what is left is reported once */
	before = now;
}

static void
try_fault(char **argv, enum kind kind, const struct call *c)
{
	int try;

	/* Two processes run at once, and their calls can fall out a little
	 * differently: another try reaches the call. */
	for (try = 0; try < 4; try++) {
		run_with(argv, kind, c);
		check_left(argv, c);
		if (run.reached)
			break;
	}
	if (!run.reached) {
		unreached++;
		return;
	}
	if (kind == KILL) {
		kills++;
		return;
	}
	failures++;
	if (!failed_clearly(c)) {
		unclear++;
		print_problem("unclear", c);
	}
}

/* The recording run; it must go well, or there is nothing to test. */
static void
record(char **argv)
{
	/* what others left is removed before it counts */
	run_with(argv, NOTHING, NULL);
	before = host_state();
	run_with(argv, RECORD, NULL);
	if (run.status != 0 || run.hung)
		die("%s: status %d without any fault; it said: %s", program,
		    run.status, run.said);
	strcpy(normal, run.said);
	check_left(argv, NULL);
}

static void
list_calls(void)
{
	struct call *c;

	for (c = calls; c < calls + n_calls; c++)
		printf("%d %d %s%s%s\n", c->birth, c->number,
		       find_rule(c->nr)->name, c->late ? " late" : "",
		       c->libcs ? " libc" : "");
}

static void
tick(int sig)
{
	(void)sig; /* it is enough that waitpid(2) is interrupted */
}

/* A program's rootfs lies beside it. */
static void
find_root_dir(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash)
		die("%s: want a path with a slash", path);
	program = slash + 1;
	if (asprintf(&root_dir, "%.*s/rootfs", (int)(slash - path), path) == -1)
		die("out of memory");
	if (access(root_dir, F_OK) == -1)
		root_dir = NULL;
}

int
main(int argc, char **argv)
{
	struct itimerval often = { { 0, 20000 }, { 0, 20000 } };
	struct sigaction action = { .sa_handler = tick }; /* no SA_RESTART */
	bool list = argc > 1 && strcmp(argv[1], "--list") == 0;
	struct call *c;

	argv += 1 + list;
	if (!argv[0] || !argv[1])
		die("usage: faults [--list] PROGRAM [OPTION...] COMMAND");
	find_root_dir(argv[0]);
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl PR_SET_CHILD_SUBREAPER");
	must(sigaction(SIGALRM, &action, NULL), "sigaction");
	must(setitimer(ITIMER_REAL, &often, NULL), "setitimer");

	record(argv);
	if (list) {
		list_calls();
		return 0;
	}
	for (c = calls; c < calls + n_calls; c++) {
		try_fault(argv, KILL, c);
		if (!c->libcs && find_rule(c->nr)->verdict != NEVER)
			try_fault(argv, FAIL, c);
	}
	printf("%s: %d kills, %d failures, %d left behind, %d unclear "
	       "(%d undone by the next run, %d calls not reached)\n",
	       program, kills, failures, left_behind, unclear, undone,
	       unreached);
	return left_behind || unclear;
}
