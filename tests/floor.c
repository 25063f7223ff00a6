/*
 * floor.c - for bench: the least that a box with all walls could cost
 *
 *	floor ROOT PROGRAM: makes the calls that build 09_seccomp's walls for a
 *	box with --net lo, with a filter of one rule, and no others: looks at no
 *	result, reads no option, explains nothing
 *
 * What 09_seccomp takes longer is the price of being readable and careful.
 * What this takes longer than bare is the price of the walls themselves: no
 * program that is linked and forks as this one does can be faster.
 */
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <net/if.h>
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

static void
box(int fd, char **argv)
{
	int status = 0;
	char byte;
	pid_t pid;

	(void)!read(fd, &byte, 1);
	syscall(SYS_setresgid, 0, 0, 0);
	syscall(SYS_setresuid, 0, 0, 0);
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
	_exit(WEXITSTATUS(status));
}

int
main(int argc, char **argv)
{
	struct clone_args args = {
		.flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID |
			 CLONE_NEWUTS | CLONE_NEWNET,
		.exit_signal = SIGCHLD,
	};
	int fd[2], status;
	char map[32];
	pid_t pid;

	if (argc < 3)
		die("want a ROOT and a PROGRAM");
	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd),
	     "socketpair");
	pid = must(syscall(SYS_clone3, &args, sizeof args), "clone3");
	if (pid == 0)
		box(fd[0], argv);
	snprintf(map, sizeof map, "0 %d 1", geteuid());
	file_write(map, "/proc/%d/uid_map", pid);
	file_write("deny", "/proc/%d/setgroups", pid);
	snprintf(map, sizeof map, "0 %d 1", getegid());
	file_write(map, "/proc/%d/gid_map", pid);
	must(write(fd[1], "g", 1), "write");
	must(waitpid(pid, &status, 0), "waitpid");
	return WEXITSTATUS(status);
}
