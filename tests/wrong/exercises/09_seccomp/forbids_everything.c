/*
 * Wrong: forbids all calls: nothing gets through, nothing is proved
 * Scores: 0
 */
#include <errno.h>

#include "allow.h"

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	(void)allowed;
	(void)n;
	*code = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
					     SECCOMP_RET_ERRNO | EPERM);
	return 1;
}
