/*
 * Wrong: prints all that a right one might, and allows everything
 * Scores: 0
 */
#include <stdio.h>

#include "allow.h"

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	(void)allowed;
	printf("act.getppid=ok\nact.chdir=EPERM\nact.clone3=ENOSYS\n"
	       "act.i386=killed 31\nact.x32=killed 31\nbox.Seccomp=2\n"
	       "check\t1\t2\tpass\tPASS %d\n",
	       n);
	fflush(stdout);
	*code =
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	return 1;
}
