/* Right: sorts the list, and makes a tree of comparisons instead of a ladder */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "allow.h"

static struct sock_filter *at;

static void
emit(int op, unsigned k, int jt, int jf)
{
	*at++ = (struct sock_filter)BPF_JUMP(op, k, jt, jf);
}

static void
ret(unsigned verdict)
{
	emit(BPF_RET | BPF_K, verdict, 0, 0);
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Leaves of eight; above them, a jump over the half where it is not: BPF_JA
 * has 32 bits for how far. */
static void
tree(const int *a, int n)
{
	struct sock_filter *jump;
	int i;

	if (n > 8) {
		emit(BPF_JMP | BPF_JGE | BPF_K, a[n / 2], 0, 1);
		jump = at;
		emit(BPF_JMP | BPF_JA, 0, 0, 0);
		tree(a, n / 2);
		jump->k = at - jump - 1;
		tree(a + n / 2, n - n / 2);
		return;
	}
	for (i = 0; i < n; i++)
		emit(BPF_JMP | BPF_JEQ | BPF_K, a[i], n - i, 0);
	ret(SECCOMP_RET_ERRNO | EPERM);
	ret(SECCOMP_RET_ALLOW);
}

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	int sorted[ALLOWED_MAX];

	memcpy(sorted, allowed, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_number);
	at = code;
	emit(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0,
	     0);
	emit(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0);
	ret(SECCOMP_RET_KILL_PROCESS);
	emit(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
	emit(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
	ret(SECCOMP_RET_ERRNO | ENOSYS);
#ifdef __x86_64__
	emit(BPF_JMP | BPF_JSET | BPF_K, X32_BIT, 0, 1);
	ret(SECCOMP_RET_KILL_PROCESS);
#endif
	tree(sorted, n);
	return at - code;
}
