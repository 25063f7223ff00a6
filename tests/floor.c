/*
 * floor.c - for bench: the least that a box with all walls could cost
 *
 *	floor ROOT PROGRAM: makes the calls that build 09_seccomp's walls for a
 *	box with --net lo, with a filter of one rule, and no others: looks at no
 *	result, reads no option, explains nothing
 *
 * It does not even copy its memory, as fork does: the box runs in its parent's,
 * which waits, and writes its own maps.  What 09_seccomp takes longer is the
 * price of being readable and careful.  What this takes longer than bare is the
 * price of the walls themselves: no program with this C library can be faster.
 */
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/rtnetlink.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "must.h"

static void
raise_loopback(void)
{
	struct {
		struct nlmsghdr header;
		struct ifinfomsg link;
	} m = { { sizeof m, RTM_NEWLINK, NLM_F_REQUEST, 0, 0 },
		{ .ifi_index = 1, .ifi_flags = IFF_UP, .ifi_change = IFF_UP } };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	send(fd, &m, sizeof m, 0);
	close(fd);
}

static void
make_dev(void)
{
	static const char *const nodes[] = { "/dev/null",    "/dev/zero",
					     "/dev/full",    "/dev/random",
					     "/dev/urandom", "/dev/tty" };
	size_t i;

	mount("dev", "dev", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755");
	for (i = 0; i < sizeof nodes / sizeof *nodes; i++) {
		mknod(nodes[i] + 1, S_IFREG | 0644, 0);
		mount(nodes[i], nodes[i] + 1, NULL, MS_BIND, NULL);
	}
	(void)!symlink("/proc/self/fd", "dev/fd");
	(void)!symlink("fd/0", "dev/stdin");
	(void)!symlink("fd/1", "dev/stdout");
	(void)!symlink("fd/2", "dev/stderr");
	(void)!symlink("pts/ptmx", "dev/ptmx");
	mkdir("dev/pts", 0755);
	mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
	      "newinstance,ptmxmode=0666");
	mkdir("dev/shm", 01777);
}

static void
make_root(const char *root)
{
	struct mount_attr readonly = { .attr_set = MOUNT_ATTR_RDONLY };

	mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	mount(root, root, NULL, MS_BIND | MS_REC, NULL);
	(void)!chdir(root);
	syscall(SYS_mount_setattr, AT_FDCWD, ".", AT_RECURSIVE, &readonly,
		sizeof readonly);
	mount("tmp", "tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
	make_dev();
	mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	syscall(SYS_pivot_root, ".", ".");
	umount2(".", MNT_DETACH);
	(void)!chdir("/");
}

static void
drop_caps(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct none[2] = { { 0 } };
	int cap;

	for (cap = 0; prctl(PR_CAPBSET_DROP, cap) == 0; cap++)
		continue;
	prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED);
	syscall(SYS_capset, &header, none);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* One that refuses one call: the other rules cost little. */
static void
load_filter(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mount, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof code / sizeof *code, code };

	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

/* Ours outside; the box has none of its own before they are mapped. */
static uid_t uid;
static gid_t gid;

static void
map_ids(void)
{
	char map[32];

	snprintf(map, sizeof map, "0 %d 1", uid);
	file_write(map, "/proc/self/uid_map");
	file_write("deny", "/proc/self/setgroups");
	snprintf(map, sizeof map, "0 %d 1", gid);
	file_write(map, "/proc/self/gid_map");
	syscall(SYS_setresgid, 0, 0, 0);
	syscall(SYS_setresuid, 0, 0, 0);
}

static int
box(void *words)
{
	char **argv = words;
	int status = 0;
	pid_t pid;

	map_ids();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)!sethostname("box", 3);
	raise_loopback();
	make_root(argv[1]);
	drop_caps();
	pid = vfork();
	if (pid == 0) {
		load_filter();
		setsid();
		execv(argv[2], argv + 2);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	static char stack[1 << 16];
	const int flags = CLONE_VM | CLONE_VFORK | CLONE_NEWUSER | CLONE_NEWNS |
			  CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWNET;
	int status;
	pid_t pid;

	if (argc < 3)
		die("want a ROOT and a PROGRAM");
	uid = geteuid();
	gid = getegid();
	pid = must(clone(box, stack + sizeof stack, flags | SIGCHLD, argv),
		   "clone");
	must(waitpid(pid, &status, 0), "waitpid");
	return WEXITSTATUS(status);
}
