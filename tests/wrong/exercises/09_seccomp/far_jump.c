/*
 * Wrong: one "allow" for all, at the end: 8 bits do not reach so far
 * Rejected-by: a list of 1300 more works as well: first, last, and what is
 * beside
 * Shows: 255 instructions at most
 */
#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>

#include "allow.h"

#define LOAD(member)                                            \
	(struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
				      offsetof(struct seccomp_data, member))
/* true: the next instruction; false: the one after that; NOT: vice versa */
#define IF(test, value) \
	(struct sock_filter) BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, 1)
#define IF_NOT(test, value) \
	(struct sock_filter) BPF_JUMP(BPF_JMP | test | BPF_K, value, 1, 0)
#define RETURN(verdict) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, verdict)

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	struct sock_filter *c = code;
	int i;

	*c++ = LOAD(arch);
	*c++ = IF_NOT(BPF_JEQ, OUR_ARCH);
	*c++ = RETURN(SECCOMP_RET_KILL_PROCESS);
	*c++ = LOAD(nr);
#ifdef __x86_64__
	*c++ = IF(BPF_JGE, X32_BIT);
	*c++ = RETURN(SECCOMP_RET_KILL_PROCESS);
#endif
	*c++ = IF(BPF_JEQ, SYS_clone3);
	*c++ = RETURN(SECCOMP_RET_ERRNO | ENOSYS);
	for (i = 0; i < n; i++)
		*c++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
						    allowed[i], n - i, 0);
	*c++ = RETURN(SECCOMP_RET_ERRNO | EPERM);
	*c++ = RETURN(SECCOMP_RET_ALLOW);
	return c - code;
}
