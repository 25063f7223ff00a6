/* allow.h - a list of allowed system calls as a program for the kernel */
#ifndef ALLOW_H
#define ALLOW_H

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

/* The architecture that we are built for, as struct seccomp_data tells it. */
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
#endif

/* In the number of a system call: it is one of x32 (x86-64 only). */
#define X32_BIT 0x40000000

/* There may be so many numbers in the list, and so many instructions in the
 * program (BPF_MAXINSNS; the kernel takes no more). */
enum { ALLOWED_MAX = 1500, CODE_MAX = 4096 };

/* Compiles the N numbers at ALLOWED, which are in no order, and of which some
 * may stand there twice, to a seccomp filter in CODE:
 *
 *	a call of another architecture than ours	ends the process,
 *							with all its threads
 *	a call of x32					likewise
 *	clone3						is answered with ENOSYS,
 *							also if it is allowed
 *	a call whose number is one of ALLOWED		is made
 *	any other					is answered with EPERM
 *
 * Returns the number of instructions, at most CODE_MAX. */
int allow_compile(struct sock_filter *code, const int *allowed, int n);

#endif
