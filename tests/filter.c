/*
 * filter.c - asks step 09's filter for its verdicts, without a kernel
 *
 *	filter [DENY [KILL]] <<'END'
 *	ARCH CALL [ARG [ARG]]
 *	END
 *
 * Runs the filter that seccomp_compile() makes, instruction by instruction,
 * on each line of input, and prints "allow", an errno's name or "kill".  ARCH
 * is "ours" or a number, CALL a name or a number.  The first line printed is
 * the filter's length.  So the filters of other architectures can be judged
 * under an emulator that knows nothing of seccomp.
 */
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "compat.h"
#include "must.h"
#include "seccomp.h"

#if defined __x86_64__
#define OURS AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OURS AUDIT_ARCH_AARCH64
#elif defined __riscv
#define OURS AUDIT_ARCH_RISCV64
#elif defined __i386__
#define OURS AUDIT_ARCH_I386
#else
#define OURS AUDIT_ARCH_ARM
#endif

static const struct {
	const char *name;
	int nr;
} names[] = {
#include "syscall_names.h"
};

static unsigned
find_number(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].nr;
	if (*name < '0' || *name > '9')
		die("no such call here: %s", name);
	return strtoul(name, NULL, 0);
}

/* What the kernel would do; dies where it would refuse the program. */
static unsigned
run(const struct seccomp *s, const struct seccomp_data *data)
{
	const struct sock_filter *i;
	unsigned a = 0;
	int pc, jump;

	for (pc = 0; pc < s->n; pc++) {
		i = &s->code[pc];
		jump = 0;
		if (i->code == (BPF_LD | BPF_W | BPF_ABS) &&
		    i->k + 4 <= sizeof *data && i->k % 4 == 0)
			memcpy(&a, (const char *)data + i->k, 4);
		else if (i->code == (BPF_JMP | BPF_JEQ | BPF_K))
			jump = a == i->k ? i->jt : i->jf;
		else if (i->code == (BPF_JMP | BPF_JGT | BPF_K))
			jump = a > i->k ? i->jt : i->jf;
		else if (i->code == (BPF_JMP | BPF_JGE | BPF_K))
			jump = a >= i->k ? i->jt : i->jf;
		else if (i->code == (BPF_JMP | BPF_JSET | BPF_K))
			jump = a & i->k ? i->jt : i->jf;
		else if (i->code == (BPF_RET | BPF_K))
			return i->k;
		else
			die("instruction %d: no such code", pc);
		pc += jump;
	}
	die("the filter ends without a verdict");
}

static const char *
verdict_name(unsigned verdict)
{
	if (verdict == SECCOMP_RET_ALLOW)
		return "allow";
	if (verdict == SECCOMP_RET_KILL_PROCESS)
		return "kill";
	if ((verdict & SECCOMP_RET_ACTION_FULL) == SECCOMP_RET_ERRNO)
		return errno_name(verdict & SECCOMP_RET_DATA);
	return "?";
}

int
main(int argc, char **argv)
{
	static struct seccomp s;
	struct list deny = { argc > 1 && *argv[1], { argv[1] } };
	struct list kill = { argc > 2 && *argv[2], { argv[2] } };
	char line[256], arch[32], call[64], arg[2][32];

	seccomp_compile(&s, &deny, &kill);
	printf("%d\n", s.n);
	while (fgets(line, sizeof line, stdin)) {
		struct seccomp_data data = { .arch = OURS };

		*arg[0] = *arg[1] = '\0';
		if (sscanf(line, "%31s %63s %31s %31s", arch, call, arg[0],
			   arg[1]) < 2)
			die("want ARCH CALL [ARG [ARG]]");
		if (strcmp(arch, "ours") != 0)
			data.arch = strtoul(arch, NULL, 0);
		data.nr = find_number(call);
		data.args[0] = strtoull(arg[0], NULL, 0);
		data.args[1] = strtoull(arg[1], NULL, 0);
		puts(verdict_name(run(&s, &data)));
	}
	return 0;
}
