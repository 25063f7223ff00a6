/*
 * seccomp.c - which system calls a process may make
 *
 * All walls so far stand inside the kernel, and every system call is a door
 * to it: some 350 of them, most never used by an ordinary program.  A bug
 * behind one can bring all walls down.  A seccomp filter (Linux 3.5) shuts the
 * doors that nobody needs: a small program, run before every call on this:
 *
 *	struct seccomp_data { int nr; u32 arch; u64 ip; u64 args[6]; }
 *
 * It can load a word, compare, jump forward, and return a verdict; it cannot
 * loop or follow pointers.  Ours is a ladder, its rungs sorted by number:
 *
 *	load arch	not ours? -> kill
 *	load nr		x32?	  -> ENOSYS
 *	nr > 166?	jump over this group of rungs
 *	nr == clone? load flags: a namespace among them? -> EPERM
 *	nr == mount?		  -> EPERM
 *	allow; then the next group
 *
 * Beware:
 *   - Numbers differ by architecture, and one machine may take calls of two:
 *     on x86-64, "int 0x80" makes 32-bit calls, in which 21 is mount.  And
 *     x32 has the architecture of x86-64 but sets bit 30 of the number.
 *   - clone3(2) has its flags behind a pointer, where no filter sees them:
 *     ENOSYS makes the C library fall back to clone(2), which we can check.
 *   - One deed has many names (clock_settime, adjtimex).  A list of what is
 *     forbidden is never complete; a list of what is allowed breaks programs.
 *   - Without CAP_SYS_ADMIN no_new_privs must be set first: else a filter
 *     could trick a set-user-ID program by making its calls fail.
 *   - Who may trace a process without the filter, as PID 1, borrows its hands.
 *
 * See seccomp(2), the kernel's userspace-api/seccomp_filter.rst.
 */
#include <errno.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "compat.h"
#include "must.h"
#include "seccomp.h"

#define EPERM_  (SECCOMP_RET_ERRNO | EPERM)
#define ENOSYS_ (SECCOMP_RET_ERRNO | ENOSYS)
#define NEW_ANY                                                      \
	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | \
	 CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP | CLONE_NEWTIME)

/* "read" -> SYS_read, for each call that the C library's headers know; the
 * Makefile makes the list, sorted. */
static const struct name {
	const char *name;
	int nr;
} names[] = {
#include "syscall_names.h"
};

/* What a box has no business with. */
static const char *const never[] = {
	/* the tree of mounts, and who is in which namespace */
	"mount", "umount", "umount2", "pivot_root", "open_tree",
	"open_tree_attr", "move_mount", "fsopen", "fspick", "fsmount",
	"mount_setattr", "setns",
	/* files by number, whatever mount they are in */
	"open_by_handle_at",
	/* programs for the kernel, and parts with a history of holes */
	"bpf", "perf_event_open", "userfaultfd", "io_uring_setup",
	/* keys: they belong to users, no namespace divides them */
	"add_key", "request_key", "keyctl",
	/* the machine */
	"init_module", "finit_module", "delete_module", "kexec_load",
	"kexec_file_load", "reboot", "swapon", "swapoff", "acct", "iopl",
	"ioperm",
	/* its clock */
	"settimeofday", "stime", "clock_settime", "clock_settime64", "adjtimex",
	"clock_adjtime", "clock_adjtime64"
};

/* What is harmless but for some values of argument number ARG: those that
 * TEST compares with VALUE. */
static const struct rule {
	const char *name;
	unsigned verdict;
	int arg;
	enum { ALWAYS, IS = BPF_JEQ, HAS_BIT_OF = BPF_JSET } test;
	unsigned value;
} sometimes[] = {
	{ "clone3", ENOSYS_, 0, ALWAYS, 0 },
	/* here CLONE_NEWTIME's bit belongs to the signal's number */
	{ "clone", EPERM_, 0, HAS_BIT_OF, NEW_ANY & ~CLONE_NEWTIME },
	{ "unshare", EPERM_, 0, HAS_BIT_OF, NEW_ANY },
	/* typing on the terminal that we were started from */
	{ "ioctl", EPERM_, 1, IS, TIOCSTI },
	{ "ioctl", EPERM_, 1, IS, TIOCLINUX },
};

/* The ladder: what is answered to which number, and the lowest first. */
static struct rung {
	int nr;
	const struct rule *rule;
} ladder[sizeof names / sizeof *names + sizeof sometimes / sizeof *sometimes];
static size_t rungs;

static int
compare_names(const void *key, const void *row)
{
	return strcmp(key, ((const struct name *)row)->name);
}

/* The number of the system call NAME here, or -1. */
static int
find_number(const char *name)
{
	const size_t n = sizeof names / sizeof *names, size = sizeof *names;
	const struct name *found = bsearch(name, names, n, size, compare_names);

	return found ? found->nr : -1;
}

/* Puts R for the call NAME into the ladder, above those for the same call.
 * False: this architecture has no such call. */
static bool
add_rule(const char *name, const struct rule *r)
{
	struct rung *at = ladder + rungs;
	int nr = find_number(name);

	if (nr == -1)
		return false;
	while (at > ladder && at[-1].nr > nr)
		at--;
	if (at > ladder && at[-1].nr == nr && !at[-1].rule->test)
		return true; /* nothing comes as far as our rung */
	memmove(at + 1, at, (char *)(ladder + rungs++) - (char *)at);
	*at = (struct rung){ nr, r };
	return true;
}

static void
add_list(const struct list *list, const char *option, const struct rule *r)
{
	char *rest, *name;
	int i;

	for (i = 0; i < list->n; i++) {
		rest = strdupa(list->item[i]);
		while ((name = strsep(&rest, ",")))
			if (!add_rule(name, r))
				die("%s %s: \"%s\" is no system call of this "
				    "architecture",
				    option, list->item[i], name);
	}
}

#define STMT(code, k)       (struct sock_filter) BPF_STMT(code, k)
#define JUMP(code, k, t, f) (struct sock_filter) BPF_JUMP(code, k, t, f)
#define LOAD                (BPF_LD | BPF_W | BPF_ABS)
#define DATA(member)        offsetof(struct seccomp_data, member)
#define RETURN              (BPF_RET | BPF_K)

static void
emit(struct seccomp *s, struct sock_filter instruction)
{
	s->code[s->n++] = instruction;
}

/* The rung for call number NR; the accumulator holds the number of the call
 * that is being made, and does so afterwards. */
static void
emit_rule(struct seccomp *s, int nr, const struct rule *r)
{
	/* true: the next instruction; false: so many further */
	emit(s, JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, r->test ? 4 : 1));
	if (r->test) {
		emit(s, STMT(LOAD, DATA(args[0]) + 8 * r->arg + LOW_HALF));
		emit(s, JUMP(BPF_JMP | BPF_K | r->test, r->value, 0, 1));
	}
	emit(s, STMT(RETURN, r->verdict));
	if (r->test)
		emit(s, STMT(LOAD, DATA(nr)));
}

/* Eight rungs from R on; higher numbers jump over them.  Returns the next. */
static const struct rung *
emit_group(struct seccomp *s, const struct rung *r)
{
	const struct rung *end = ladder + rungs;
	int jump = s->n, n;

	emit(s, JUMP(BPF_JMP | BPF_JGT | BPF_K, 0, 0, 0));
	for (n = 0; r < end && (n < 8 || r->nr == r[-1].nr); n++, r++)
		emit_rule(s, r->nr, r->rule);
	emit(s, STMT(RETURN, SECCOMP_RET_ALLOW));
	s->code[jump].k = r[-1].nr;
	s->code[jump].jt = s->n - (jump + 1);
	return r;
}

void
seccomp_compile(struct seccomp *s, const struct list *deny,
		const struct list *kill)
{
	static const struct rule eperm = { .verdict = EPERM_ };
	static const struct rule end = { .verdict = SECCOMP_RET_KILL_PROCESS };
	const struct rung *r;
	size_t i;

	if (SECCOMP_ARCH == 0)
		die("no seccomp filter: add this architecture's AUDIT_ARCH");
	add_list(kill, "--kill", &end);
	add_list(deny, "--deny", &eperm);
	for (i = 0; i < sizeof never / sizeof *never; i++)
		add_rule(never[i], &eperm);
	for (i = 0; i < sizeof sometimes / sizeof *sometimes; i++)
		add_rule(sometimes[i].name, &sometimes[i]);
	s->n = 0;
	emit(s, STMT(LOAD, DATA(arch)));
	emit(s, JUMP(BPF_JMP | BPF_JEQ | BPF_K, SECCOMP_ARCH, 1, 0));
	emit(s, STMT(RETURN, SECCOMP_RET_KILL_PROCESS));
	emit(s, STMT(LOAD, DATA(nr)));
#ifdef __x86_64__
	emit(s, JUMP(BPF_JMP | BPF_JGE | BPF_K, __X32_SYSCALL_BIT, 0, 1));
	emit(s, STMT(RETURN, ENOSYS_));
#endif
	for (r = ladder; r < ladder + rungs;)
		r = emit_group(s, r);
	emit(s, STMT(RETURN, SECCOMP_RET_ALLOW));
}

void
seccomp_guard_init(void)
{
	must(prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE 0");
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
