/*
 * compat.h - constants newer than the oldest headers we build with
 *
 * The oldest are glibc 2.31, musl 1.2.2 and Linux 5.10.
 */
#ifndef COMPAT_H
#define COMPAT_H

#include <fcntl.h>
#include <linux/audit.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080 /* Added in Linux 5.6 */
#endif

/* The new mount API, added in Linux 5.2; glibc has it since 2.36. */
#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE   1
#define OPEN_TREE_CLOEXEC O_CLOEXEC
#endif
#ifndef MOVE_MOUNT_F_EMPTY_PATH
#define MOVE_MOUNT_F_EMPTY_PATH 0x00000004
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif
#ifndef MOUNT_ATTR_RDONLY
#define MOUNT_ATTR_RDONLY 0x00000001
#endif
#ifndef MOUNT_ATTR_SIZE_VER0 /* struct mount_attr, added in Linux 5.12 */
#define MOUNT_ATTR_SIZE_VER0 32
struct mount_attr {
	unsigned long long attr_set, attr_clr, propagation, userns_fd;
};
#endif

/* On x86-64, in the number of a call by the x32 convention. */
#ifndef __X32_SYSCALL_BIT
#define __X32_SYSCALL_BIT 0x40000000
#endif

/* System calls that musl 1.2.2 has no number for. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442 /* Added in Linux 5.12 */
#endif
#ifndef SYS_close_range
#define SYS_close_range 436 /* Added in Linux 5.9 */
#endif

/* What seccomp calls this architecture. */
#if defined __x86_64__
#define SECCOMP_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define SECCOMP_ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define SECCOMP_ARCH AUDIT_ARCH_RISCV64
#elif defined __i386__
#define SECCOMP_ARCH AUDIT_ARCH_I386
#elif defined __arm__
#define SECCOMP_ARCH AUDIT_ARCH_ARM
#else
#define SECCOMP_ARCH 0 /* step 09 says so */
#endif

/* Where the low half of an argument's 64 bits is: all of flags and requests
 * that the kernel looks at. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define LOW_HALF 4
#else
#define LOW_HALF 0
#endif

#endif
