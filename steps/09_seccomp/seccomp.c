/*
 * seccomp.c - which system calls a process may make
 *
 * All walls so far stand inside the kernel, and every system call is a door
 * to it: some 350 of them, most never used by an ordinary program.  A bug
 * behind any one can bring all walls down.  A seccomp filter (Linux 3.5)
 * shuts the doors that nobody needs.  It is a small program that the kernel
 * runs before every system call, on this:
 *
 *	struct seccomp_data { int nr; u32 arch; u64 ip; u64 args[6]; }
 *
 * It can load a word, compare, jump forward, and return a verdict: allow,
 * fail with an errno, kill.  It cannot loop or follow pointers.  Ours is a
 * ladder:
 *
 *	load arch	not ours? -> kill
 *	load nr		x32?	  -> ENOSYS
 *	nr == mount?		  -> EPERM
 *	nr == clone3?		  -> ENOSYS
 *	nr == clone? load flags: a namespace among them? -> EPERM
 *	...
 *	allow
 *
 * Beware:
 *   - Numbers differ by architecture, and one machine may take calls of two:
 *     on x86-64, "int 0x80" makes 32-bit calls, in which 21 is mount.  And
 *     x32 has the architecture of x86-64 but sets bit 30 of the number.
 *   - clone3(2) has its flags behind a pointer, where no filter sees them:
 *     ENOSYS makes the C library fall back to clone(2), which we can check.
 *   - One deed has many names: mkdir, mkdirat.  A list of what is forbidden
 *     is never complete; a list of what is allowed breaks programs.
 *   - Without CAP_SYS_ADMIN no_new_privs must be set first: else a filter
 *     could trick a set-user-ID program by making its calls fail.
 *
 * See seccomp(2), the kernel's userspace-api/seccomp_filter.rst.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "compat.h"
#include "must.h"
#include "seccomp.h"

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
#else /* loading fails, and says so: seccomp_compile() */
#define OUR_ARCH 0
#endif

#define X32_BIT 0x40000000
#define EPERM_  (SECCOMP_RET_ERRNO | EPERM)
#define ENOSYS_ (SECCOMP_RET_ERRNO | ENOSYS)
#define NEW_ANY                                                      \
	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | \
	 CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP | CLONE_NEWTIME)

/* "read" -> SYS_read, for each call that the C library's headers know; the
 * Makefile makes the list. */
static const struct name {
	const char *name;
	int nr;
} names[] = {
#include "syscall_names.h"
};
enum { NAMES = sizeof names / sizeof *names };

/* What a box has no business with.  MASK 0: always; else only where argument
 * number ARG has one of MASK's bits. */
static const struct rule {
	const char *name;
	unsigned verdict;
	int arg;
	unsigned mask;
} usual[] = {
	{ "clone3", ENOSYS_, 0, 0 },
	{ "clone", EPERM_, 0, NEW_ANY & ~CLONE_NEWTIME },
	{ "unshare", EPERM_, 0, NEW_ANY },
	{ "setns", EPERM_, 0, 0 },
	{ "mount", EPERM_, 0, 0 },
	{ "umount2", EPERM_, 0, 0 },
	{ "pivot_root", EPERM_, 0, 0 },
	{ "open_tree", EPERM_, 0, 0 },
	{ "move_mount", EPERM_, 0, 0 },
	{ "fsopen", EPERM_, 0, 0 },
	{ "fsmount", EPERM_, 0, 0 },
	{ "mount_setattr", EPERM_, 0, 0 },
	{ "open_by_handle_at", EPERM_, 0, 0 },
	{ "bpf", EPERM_, 0, 0 },
	{ "perf_event_open", EPERM_, 0, 0 },
	{ "userfaultfd", EPERM_, 0, 0 },
	{ "io_uring_setup", EPERM_, 0, 0 },
	{ "add_key", EPERM_, 0, 0 },
	{ "request_key", EPERM_, 0, 0 },
	{ "keyctl", EPERM_, 0, 0 },
	{ "init_module", EPERM_, 0, 0 },
	{ "finit_module", EPERM_, 0, 0 },
	{ "delete_module", EPERM_, 0, 0 },
	{ "kexec_load", EPERM_, 0, 0 },
	{ "kexec_file_load", EPERM_, 0, 0 },
	{ "reboot", EPERM_, 0, 0 },
	{ "swapon", EPERM_, 0, 0 },
	{ "swapoff", EPERM_, 0, 0 },
	{ "acct", EPERM_, 0, 0 },
	{ "settimeofday", EPERM_, 0, 0 },
	{ "clock_settime", EPERM_, 0, 0 },
	{ "adjtimex", EPERM_, 0, 0 },
	{ "iopl", EPERM_, 0, 0 },
	{ "ioperm", EPERM_, 0, 0 },
};

/* The number of the system call NAME here, or -1. */
static int
find_number(const char *name)
{
	int i;

	for (i = 0; i < NAMES; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].nr;
	return -1;
}

static void
emit(struct seccomp *s, struct sock_filter instruction)
{
	if (s->n == SECCOMP_MAX)
		die("the filter has more than %d instructions", SECCOMP_MAX);
	s->code[s->n++] = instruction;
}

#define STMT(code, k)       (struct sock_filter) BPF_STMT(code, k)
#define JUMP(code, k, t, f) (struct sock_filter) BPF_JUMP(code, k, t, f)
#define LOAD                (BPF_LD | BPF_W | BPF_ABS)
#define DATA(member)        offsetof(struct seccomp_data, member)
#define RETURN              (BPF_RET | BPF_K)

/* The rung for call number NR; the accumulator holds the number of the call
 * that is being made, and does so afterwards. */
static void
emit_rule(struct seccomp *s, int nr, const struct rule *r)
{
	/* true: the next instruction; false: so many further */
	emit(s, JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, r->mask ? 4 : 1));
	if (r->mask) { /* the low half of the argument (little-endian) */
		emit(s, STMT(LOAD, DATA(args[0]) + 8 * r->arg));
		emit(s, JUMP(BPF_JMP | BPF_JSET | BPF_K, r->mask, 0, 1));
	}
	emit(s, STMT(RETURN, r->verdict));
	if (r->mask)
		emit(s, STMT(LOAD, DATA(nr)));
}

static void
emit_list(struct seccomp *s, const struct list *list, const char *option,
	  unsigned verdict)
{
	struct rule r = { .verdict = verdict };
	char copy[1024], *rest, *name;
	int i, nr;

	for (i = 0; i < list->n; i++) {
		if (snprintf(copy, sizeof copy, "%s", list->item[i]) >=
		    (int)sizeof copy)
			die("%s: the list is too long", option);
		rest = copy;
		while ((name = strsep(&rest, ","))) {
			nr = find_number(name);
			if (nr == -1)
				die("%s: \"%s\" is no system call of this "
				    "architecture",
				    option, name);
			emit_rule(s, nr, &r);
		}
	}
}

void
seccomp_compile(struct seccomp *s, const struct list *deny,
		const struct list *kill)
{
	size_t i;
	int nr;

	if (OUR_ARCH == 0)
		die("no seccomp filter: add this architecture's AUDIT_ARCH");
	s->n = 0;
	emit(s, STMT(LOAD, DATA(arch)));
	emit(s, JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0));
	emit(s, STMT(RETURN, SECCOMP_RET_KILL_PROCESS));
	emit(s, STMT(LOAD, DATA(nr)));
#ifdef __x86_64__
	emit(s, JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
	emit(s, STMT(RETURN, ENOSYS_));
#endif
	emit_list(s, kill, "--kill", SECCOMP_RET_KILL_PROCESS);
	emit_list(s, deny, "--deny", EPERM_);
	for (i = 0; i < sizeof usual / sizeof *usual; i++) {
		nr = find_number(usual[i].name);
		if (nr != -1) /* not every architecture has them all */
			emit_rule(s, nr, &usual[i]);
	}
	emit(s, STMT(RETURN, SECCOMP_RET_ALLOW));
}

void
seccomp_load(const struct seccomp *s)
{
	struct sock_fprog program = { s->n, (struct sock_filter *)s->code };

	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
	     "prctl PR_SET_NO_NEW_PRIVS");
	must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program),
	     "seccomp SECCOMP_SET_MODE_FILTER, %d instructions", s->n);
}
