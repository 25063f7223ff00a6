/*
 * allow.c - a list of allowed system calls as a program for the kernel
 *
 * The program runs before each system call.  It can load a word of struct
 * seccomp_data, compare, jump forward by at most 255 instructions, and return
 * a verdict.  An instruction is made like this:
 *
 *	code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
 *		offsetof(struct seccomp_data, nr));
 *
 * See seccomp(2), the kernel's userspace-api/seccomp_filter.rst.
 */
#include "allow.h"

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	/* TODO: what allow.h promises. */
	(void)code;
	(void)allowed;
	(void)n;
	return 0;
}
