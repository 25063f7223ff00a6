/*
 * Wrong: loads the number for each rung: too many instructions
 * Rejected-by: a list of 1300 more works as well: first, last, and what is
 * beside
 * Shows: the kernel takes 4096
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
	for (i = 0; i < n; i++) {
		*c++ = LOAD(nr);
		*c++ = IF(BPF_JEQ, allowed[i]);
		*c++ = RETURN(SECCOMP_RET_ALLOW);
	}
	*c++ = RETURN(SECCOMP_RET_ERRNO | EPERM);
	return c - code;
}
