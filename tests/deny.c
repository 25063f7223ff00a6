/*
 * deny.c - system calls that no program under test may make
 *
 * The sandbox's own walls hold as long as the kernel has no hole.  This filter
 * shuts the doors with a history of holes, and those by which one process
 * lends its hands to another: a program that traces the witness, takes its
 * sockets, or writes to its memory, could answer in its stead.  The last is
 * done through a file, /proc/PID/mem, in which an address is an offset.  No
 * other file is larger than 64 MiB here, and the witness is linked to be far
 * above: so no offset may be.
 *
 * What is forbidden is answered with ENOSYS, also what comes by way of another
 * architecture's numbers.  A filter that the program under test loads answers
 * with something else, EPERM say, and where two filters return an errno the
 * younger one's counts, and killing counts more than both: so the program's
 * own filter shows through.
 *
 * See seccomp(2); steps/09_seccomp has the rules of the machine.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "deny.h"
#include "must.h"

#if defined __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OUR_ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define OUR_ARCH AUDIT_ARCH_RISCV64
#elif defined __i386__
#define OUR_ARCH AUDIT_ARCH_I386
#elif defined __arm__
#define OUR_ARCH AUDIT_ARCH_ARM
#endif

#define X32_BIT 0x40000000
/* A listener makes another process's system calls; see seccomp_unotify(2). */
#define NEW_LISTENER 8
#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262 /* Added in Linux 5.6 */
#endif

static const struct name {
	const char *name;
	int nr;
} names[] = {
#include "syscall_names.h"
};

static const char *const never[] = {
	/* programs for the kernel, and parts with a history of holes */
	"bpf", "perf_event_open", "userfaultfd", "io_uring_setup",
	"io_uring_enter", "io_uring_register", "fanotify_init", "modify_ldt",
	"remap_file_pages", "memfd_secret", "uselib",
	/* another process's memory and descriptors */
	"ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd",
	"process_madvise", "process_mrelease", "kcmp",
	/* walls that are no exercise's, and that an answer may come from */
	"landlock_create_ruleset", "landlock_add_rule",
	"landlock_restrict_self",
	/* files by number; keys, which no namespace divides */
	"open_by_handle_at", "add_key", "request_key", "keyctl",
	/* the machine, its disks, and its clock */
	"sync", "syncfs", "init_module", "finit_module", "delete_module",
	"kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "acct",
	"quotactl", "quotactl_fd", "iopl", "ioperm", "syslog", "vhangup",
	"nfsservctl", "lookup_dcookie", "_sysctl", "sysfs", "ustat",
	"move_pages", "migrate_pages", "settimeofday", "stime", "clock_settime",
	"clock_settime64", "adjtimex", "clock_adjtime", "clock_adjtime64"
};

/* Not these either, for a compiler. */
static const char *const tight_never[] = { "clone3", "socket",  "socketpair",
					   "mount",  "unshare", "setns",
					   "chroot", "umount2", "pivot_root",
					   "bind",   "connect" };

/* Calls that are forbidden where argument ARG is (or has a bit of) VALUE. */
static const struct rule {
	const char *name;
	int arg;
	enum { IS = BPF_JEQ, HAS_BIT_OF = BPF_JSET } test;
	unsigned value;
} sometimes[] = {
	/* typing on somebody's terminal */
	{ "ioctl", 1, IS, TIOCSTI },
	{ "ioctl", 1, IS, TIOCLINUX },
	{ "seccomp", 1, HAS_BIT_OF, NEW_LISTENER },
	/* what /proc/PID/exe says, by which the witness is known */
	{ "prctl", 0, IS, PR_SET_MM },
	/* iptables, arptables, ebtables */
	{ "setsockopt", 2, IS, 64 },
	{ "setsockopt", 2, IS, 96 },
	{ "setsockopt", 2, IS, 128 },
	{ "socket", 2, IS, IPPROTO_SCTP },
	{ "socket", 2, IS, IPPROTO_DCCP },
	{ "socket", 2, IS, IPPROTO_MPTCP },
};

static const struct rule tight_sometimes[] = {
	{ "clone", 0, HAS_BIT_OF,
	  CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
	      CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP },
};

/* Where these have an offset. */
enum { OFFSET_MAX = 64 << 20 };

static const struct {
	const char *name;
	int arg;
} offsets[] = {
	{ "lseek", 1 },
	{ "pwrite64", 3 },
	{ "pwritev", 3 },
	{ "pwritev2", 3 },
};

/* Families of sockets that are allowed; netlink for routes only. */
static const unsigned families[] = { AF_UNIX, AF_INET, AF_INET6 };

static struct sock_filter code[256];
static int length;

/* Jumps to the end, whose place is known only there. */
enum { DENY = 254, ALLOW = 255, LAST = 253 };

static void
emit(unsigned short op, unsigned k, int if_true, int if_false)
{
	if (length == LAST)
		die("the filter is too long");
	code[length++] = (struct sock_filter){ op, if_true, if_false, k };
}

static void
emit_load(size_t where)
{
	emit(BPF_LD | BPF_W | BPF_ABS, where, 0, 0);
}

static void
emit_if(int test, unsigned value, int if_true, int if_false)
{
	emit(BPF_JMP | BPF_K | test, value, if_true, if_false);
}

static int
find_number(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].nr;
	return -1;
}

/* Where the halves of an argument are; most calls look at the low one only. */
static size_t
low_half(int arg)
{
	return offsetof(struct seccomp_data, args[arg]) +
	       (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0);
}

static size_t
high_half(int arg)
{
	return offsetof(struct seccomp_data, args[arg]) +
	       (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 0 : 4);
}

static void
emit_names(const char *const *list, size_t n)
{
	size_t i;
	int nr;

	for (i = 0; i < n; i++) {
		nr = find_number(list[i]);
		if (nr != -1) /* this architecture has it */
			emit_if(BPF_JEQ, nr, DENY, 0);
	}
}

static void
emit_rule(const struct rule *r)
{
	int nr = find_number(r->name);

	if (nr == -1)
		return;
	emit_if(BPF_JEQ, nr, 0, 3);
	emit_load(low_half(r->arg));
	emit_if(r->test, r->value, DENY, 0);
	emit_load(offsetof(struct seccomp_data, nr));
}

/* The high half is 0, and the low one small; or both mean a little less than
 * nothing. */
static void
emit_offset(const char *name, int arg)
{
	emit_if(BPF_JEQ, find_number(name), 0, 8);
	emit_load(high_half(arg));
	emit_if(BPF_JEQ, 0, 3, 0);
	emit_if(BPF_JEQ, ~0U, 0, DENY);
	emit_load(low_half(arg));
	emit_if(BPF_JGE, -OFFSET_MAX, 2, DENY);
	emit_load(low_half(arg));
	emit_if(BPF_JGT, OFFSET_MAX, DENY, 0);
	emit_load(offsetof(struct seccomp_data, nr));
}

/* From where one is, no step forwards: many would lead far. */
static void
emit_steps(void)
{
	emit_if(BPF_JEQ, SYS_lseek, 0, 7);
	emit_load(low_half(2));
	emit_if(BPF_JEQ, SEEK_CUR, 0, 4);
	emit_load(high_half(1));
	emit_if(BPF_JEQ, 0, 0, 2);
	emit_load(low_half(1));
	emit_if(BPF_JEQ, 0, 0, DENY);
	emit_load(offsetof(struct seccomp_data, nr));
}

static void
emit_families(void)
{
	size_t i;

	emit_if(BPF_JEQ, SYS_socket, 0, ALLOW);
	emit_load(low_half(0));
	for (i = 0; i < sizeof families / sizeof *families; i++)
		emit_if(BPF_JEQ, families[i], ALLOW, 0);
	emit_if(BPF_JEQ, AF_NETLINK, 0, DENY);
	emit_load(low_half(2));
	emit_if(BPF_JEQ, NETLINK_ROUTE, ALLOW, DENY);
}

static void
compile(bool tight)
{
	size_t i;

	length = 0;
	emit_load(offsetof(struct seccomp_data, arch));
	emit_if(BPF_JEQ, OUR_ARCH, 0, DENY);
	emit_load(offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	emit_if(BPF_JGE, X32_BIT, DENY, 0);
#endif
	emit_names(never, sizeof never / sizeof *never);
	if (tight)
		emit_names(tight_never,
			   sizeof tight_never / sizeof *tight_never);
	for (i = 0; i < sizeof sometimes / sizeof *sometimes; i++)
		emit_rule(&sometimes[i]);
	for (i = 0; tight && i < sizeof tight_sometimes / sizeof(struct rule);
	     i++)
		emit_rule(&tight_sometimes[i]);
	if (!tight && sizeof(long) == 8) {
		for (i = 0; i < sizeof offsets / sizeof *offsets; i++)
			emit_offset(offsets[i].name, offsets[i].arg);
		emit_steps();
	}
	emit_families();
}

/* Both ends, and the distances to them. */
static void
finish(void)
{
	int i;

	for (i = 0; i < length; i++) {
		if (code[i].jt >= DENY)
			code[i].jt = length - i - 1 + (code[i].jt == ALLOW);
		if (code[i].jf >= DENY)
			code[i].jf = length - i - 1 + (code[i].jf == ALLOW);
	}
	code[length++] = (struct sock_filter)BPF_STMT(
	    BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
	code[length++] =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
}

void
deny_load(bool tight)
{
	struct sock_fprog program = { .filter = code };

	compile(tight);
	finish();
	program.len = length;
	if (tight)
		must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
		     "prctl PR_SET_NO_NEW_PRIVS");
	must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program),
	     "seccomp SECCOMP_SET_MODE_FILTER");
}
