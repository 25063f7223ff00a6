/*
 * without.c - run a command to which the kernel refuses certain calls
 *
 *	without CALL[:FLAG][=ERRNO][,...] -- COMMAND [ARG...]
 *	without clone:NEWUSER,unshare:NEWUSER,clone3=ENOSYS -- build/doctor
 *
 * Stands in for machines that we do not have: a container's seccomp filter,
 * a security module, an older kernel.  A seccomp filter, which COMMAND and
 * all its children inherit, answers CALL with ERRNO (EPERM when none is
 * given).  With FLAG only calls that carry CLONE_FLAG are refused, so that
 * a plain fork still works; clone3(2) keeps its flags behind a pointer,
 * where no filter can look, and has to be refused as a whole.
 *
 * Calls of another architecture (an i386 program) pass: this is a tool for
 * tests and no wall.
 *
 * See seccomp(2).
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "compat.h"
#include "must.h"

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#else
#error "without.c knows x86_64 and aarch64 only"
#endif

struct word {
	const char *name;
	unsigned value;
};

static const struct word calls[] = {
	{ "clone", SYS_clone },
	{ "clone3", SYS_clone3 },
	{ "unshare", SYS_unshare },
	{ "setns", SYS_setns },
	{ "mount", SYS_mount },
	{ "mount_setattr", SYS_mount_setattr },
	{ "open_tree", SYS_open_tree },
	{ "move_mount", SYS_move_mount },
	{ "umount2", SYS_umount2 },
	{ "pivot_root", SYS_pivot_root },
	{ "chroot", SYS_chroot },
	{ "sethostname", SYS_sethostname },
	{ "capset", SYS_capset },
	{ "mkdirat", SYS_mkdirat },
#ifdef SYS_mkdir /* not on arm64 */
	{ "mkdir", SYS_mkdir },
#endif
	{ "socket", SYS_socket },
	{ "seccomp", SYS_seccomp },
	{ "pidfd_open", SYS_pidfd_open },
	{ "pidfd_getfd", SYS_pidfd_getfd },
	{ "landlock_create_ruleset", SYS_landlock_create_ruleset },
	{ NULL, 0 },
};

static const struct word flags[] = {
	{ "NEWUSER", CLONE_NEWUSER },
	{ "NEWNS", CLONE_NEWNS },
	{ "NEWPID", CLONE_NEWPID },
	{ "NEWUTS", CLONE_NEWUTS },
	{ "NEWNET", CLONE_NEWNET },
	{ "NEWIPC", CLONE_NEWIPC },
	{ NULL, 0 },
};

static struct sock_filter code[512];
static unsigned short length;

static void
emit(unsigned short op, unsigned k, unsigned char if_true,
     unsigned char if_false)
{
	if (length == sizeof code / sizeof *code)
		die("too many calls");
	code[length++] = (struct sock_filter){ op, if_true, if_false, k };
}

static unsigned
find_word(const struct word *word, const char *name)
{
	for (; word->name; word++)
		if (strcmp(word->name, name) == 0)
			return word->value;
	die("%s: not in my tables", name);
}

static unsigned
find_errno(const char *name)
{
	unsigned error;

	for (error = 1; error < 134; error++)
		if (strcmp(errno_name(error), name) == 0)
			return error;
	die("%s: no such errno", name);
}

/* Refuses what "CALL[:FLAG][=ERRNO]" says; passes on all else. */
static void
emit_rule(char *rule)
{
	char *error = strchr(rule, '='), *flag;

	if (error)
		*error++ = '\0';
	flag = strchr(rule, ':');
	if (flag)
		*flag++ = '\0';
	emit(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
	emit(BPF_JMP | BPF_JEQ | BPF_K, find_word(calls, rule), 0,
	     flag ? 3 : 1);
	if (flag) { /* the low half of a little-endian 64-bit argument */
		emit(BPF_LD | BPF_W | BPF_ABS,
		     offsetof(struct seccomp_data, args[0]), 0, 0);
		emit(BPF_JMP | BPF_JSET | BPF_K, find_word(flags, flag), 0, 1);
	}
	emit(BPF_RET | BPF_K,
	     SECCOMP_RET_ERRNO | (error ? find_errno(error) : EPERM), 0, 0);
}

static void
emit_filter(char *rules)
{
	char *rule;

	emit(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0,
	     0);
	emit(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0);
	emit(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	for (rule = strtok(rules, ","); rule; rule = strtok(NULL, ","))
		emit_rule(rule);
	emit(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
}

int
main(int argc, char **argv)
{
	struct sock_fprog program = { .filter = code };

	if (argc < 4 || strcmp(argv[2], "--") != 0)
		die("usage: without CALL[:FLAG][=ERRNO][,...] -- COMMAND...");
	emit_filter(argv[1]);
	program.len = length;
	/* Root needs no promise, and without one keeps set-user-ID programs. */
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
		must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
		must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program),
		     "seccomp SECCOMP_SET_MODE_FILTER");
	}
	execvp(argv[3], argv + 3);
	must(-1, "execvp %s", argv[3]);
}
