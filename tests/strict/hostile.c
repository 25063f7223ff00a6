/*
 * hostile.c - what a program may try in order to hurt those who run it
 *
 *	hostile DEED
 *
 * Each deed ends by itself, where no limit ends it, before it could hurt the
 * machine.  Says on stdout how far it came.  See tests/strict.bats.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENOUGH = 1 << 10 }; /* MiB, processes, namespaces, files */

static void
say(int n, const char *what)
{
	printf("%d %s %s\n", n, what, errno ? strerrorname_np(errno) : "");
	fflush(stdout);
}

/* Processes that wait, each a child of this one. */
static int
forks(void)
{
	int n;
	pid_t pid = 0;

	for (n = 0; n < ENOUGH && (pid = fork()) > 0; n++)
		;
	if (pid == 0)
		for (;;)
			pause();
	say(n, "forks");
	return 0;
}

static int
memory(void)
{
	char *p = NULL;
	int n;

	for (n = 0; n < ENOUGH && (p = malloc(1 << 20)); n++)
		memset(p, 1, 1 << 20);
	say(n, "MiB");
	return 0;
}

/* MiB that fit into DIR, in files of 8. */
static int
fill(const char *dir)
{
	static char mib[1 << 20];
	char path[64];
	int n = 0, fd = -1;

	memset(mib, 1, sizeof mib);
	for (; n < ENOUGH; n++) {
		snprintf(path, sizeof path, "%s/%d", dir, n / 8);
		if (n % 8 == 0)
			fd = open(path, O_CREAT | O_WRONLY, 0600);
		if (write(fd, mib, sizeof mib) != sizeof mib)
			break;
	}
	say(n, "MiB");
	return 0;
}

static int
ramfs(void)
{
	if (mount("x", "/mnt", "ramfs", 0, NULL) == -1)
		say(-1, "mount");
	return fill("/mnt");
}

static int
tmp(void)
{
	return fill("/tmp");
}

static int
shm(void)
{
	return fill("/dev/shm");
}

static int
inodes(void)
{
	char path[64];
	int n;

	for (n = 0; n < 64 * ENOUGH; n++) {
		snprintf(path, sizeof path, "/tmp/%d", n);
		if (mkdir(path, 0755) == -1)
			break;
	}
	say(n, "directories");
	return 0;
}

static int
flood(void)
{
	static const char line[] = "PASS ok 1 \"points\": 100\n";
	long n;

	for (n = 0; n < 1 << 22; n++)
		if (write(1, line, sizeof line - 1) == -1)
			return 1;
	return 0;
}

static int
file(void)
{
	int fd = open("/tmp/x", O_CREAT | O_WRONLY, 0600);

	return ftruncate(fd, 1L << 40) == -1;
}

static int
descriptors(void)
{
	int n;

	for (n = 0; n < 64 * ENOUGH && open("/dev/null", O_RDONLY) != -1; n++)
		;
	say(n, "descriptors");
	return 0;
}

/* Descriptors that were sent, and that nobody takes. */
static int
flight(void)
{
	int sent[100], fd[2], i, n = 0;
	char space[CMSG_SPACE(sizeof sent)], byte = 0;
	struct iovec one = { &byte, 1 };
	struct msghdr m = { .msg_iov = &one, .msg_iovlen = 1 };
	struct cmsghdr *c;

	m.msg_control = space;
	m.msg_controllen = sizeof space;
	socketpair(AF_UNIX, SOCK_DGRAM, 0, fd);
	for (i = 0; i < 100; i++)
		sent[i] = fd[0];
	c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof sent);
	memcpy(CMSG_DATA(c), sent, sizeof sent);
	while (n < 64 * ENOUGH && sendmsg(fd[1], &m, MSG_DONTWAIT) != -1) {
		n += 100;
		if (n % 700 == 0) /* as many as wait at one socket */
			socketpair(AF_UNIX, SOCK_DGRAM, 0, fd);
	}
	say(n, "on their way");
	sleep(3);
	return 0;
}

static int
namespaces(void)
{
	int n, fd[2];

	/* one is kept by an open descriptor */
	for (n = 0; n < ENOUGH && unshare(CLONE_NEWNET) == 0; n++)
		fd[0] = open("/proc/self/ns/net", O_RDONLY);
	(void)fd;
	say(n, "network namespaces");
	return 0;
}

static int
spin(void)
{
	for (;;)
		;
	return 0;
}

static int
stop(void)
{
	raise(SIGSTOP);
	return 0;
}

static int
sleep_deaf(void)
{
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_IGN);
	for (;;)
		pause();
	return 0;
}

/* Leaves a process behind that keeps stdout open. */
static int
leave(void)
{
	if (fork() != 0)
		return 0;
	setsid();
	if (fork() != 0)
		_exit(0);
	return sleep_deaf();
}

static int
kill_all(void)
{
	int i;

	errno = 0;
	say(kill(-1, SIGKILL), "kill");
	/* what dies of it is to be gone before we are */
	for (i = 0; i < 1000 && kill(-1, 0) == 0; i++)
		usleep(1000);
	return 0;
}

/* What was made read-only, or small, further out. */
static int
undo(void)
{
	errno = 0;
	say(mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL), "root");
	say(mount(NULL, "/witness", NULL, MS_REMOUNT | MS_BIND, NULL),
	    "witness");
	say(mount("tmp", "/tmp", "tmpfs", MS_REMOUNT, "size=8g"), "size");
	say(umount2("/witness", MNT_DETACH), "umount");
	return 0;
}

/* The witness, in a file that is ours. */
static int
copy(void)
{
	char bytes[4096];
	int from = open("/witness", O_RDONLY | O_CLOEXEC);
	int to = open("/tmp/witness", O_CREAT | O_WRONLY | O_CLOEXEC, 0755);
	ssize_t n;

	while ((n = read(from, bytes, sizeof bytes)) > 0)
		if (write(to, bytes, n) != n)
			return 1;
	close(to);
	execl("/tmp/witness", "witness", NULL);
	return 1;
}

static void
answer(int fd)
{
	char order[4096];

	while (recv(fd, order, sizeof order, 0) > 0)
		if (*order)
			send(fd, "forged", 7, MSG_NOSIGNAL);
}

/* From here on these calls succeed, and do nothing. */
static void
hollow_out(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socketpair, 2, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_dup3, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 0),
	};
	struct sock_fprog program = { 5, code };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

/* A socket pair where the witness will have its own, and somebody who answers
 * in its stead. */
static int
forge(void)
{
	int fd[2], idle[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fd) == -1 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, idle) == -1)
		return 1;
	pid = fork();
	if (pid == 0) {
		dup2(idle[0], 200); /* there it waits for an order */
		dup2(fd[1], 201);
		close(fd[0]);
		hollow_out();
		execl("/witness", "witness", NULL);
		_exit(1);
	}
	close(fd[1]);
	answer(fd[0]);
	waitpid(pid, NULL, 0);
	return 0;
}

/* Writes to the memory of a child that was the witness from its start. */
static int
memory_of_witness(void)
{
	char path[64], line[256], byte = 0;
	unsigned long at = 0;
	FILE *maps;
	int fd, i;
	pid_t pid = fork();

	if (pid == 0) {
		execl("/witness", "witness", NULL);
		_exit(1);
	}
	snprintf(path, sizeof path, "/proc/%d/maps", pid);
	for (i = 0; i < 1000 && !at; i++) {
		maps = fopen(path, "r");
		while (maps && fgets(line, sizeof line, maps))
			if (strstr(line, "/witness") && strstr(line, "rw-p"))
				at = strtoul(line, NULL, 16);
		if (maps)
			fclose(maps);
		usleep(1000);
	}
	snprintf(path, sizeof path, "/proc/%d/mem", pid);
	fd = open(path, O_RDWR);
	errno = 0;
	say(pwrite(fd, &byte, 1, at), "pwrite");
	errno = 0;
	say(lseek(fd, at, SEEK_SET) == -1 ? -1 : 0, "lseek");
	/* in steps that look harmless */
	lseek(fd, 0, SEEK_SET);
	for (i = 0; i < 32 && lseek(fd, at / 32, SEEK_CUR) != -1; i++)
		;
	say(i == 32 ? 0 : -1, "steps");
	kill(pid, SIGKILL);
	return 0;
}

static const struct {
	const char *name;
	int (*fn)(void);
} deeds[] = {
	{ "forks", forks },
	{ "memory", memory },
	{ "ramfs", ramfs },
	{ "tmp", tmp },
	{ "shm", shm },
	{ "inodes", inodes },
	{ "flood", flood },
	{ "file", file },
	{ "descriptors", descriptors },
	{ "flight", flight },
	{ "namespaces", namespaces },
	{ "spin", spin },
	{ "stop", stop },
	{ "sleep", sleep_deaf },
	{ "leave", leave },
	{ "kill", kill_all },
	{ "undo", undo },
	{ "copy", copy },
	{ "forge", forge },
	{ "rewrite", memory_of_witness },
};

int
main(int argc, char **argv)
{
	size_t i;

	for (i = 0; argc == 2 && i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(argv[1], deeds[i].name) == 0)
			return deeds[i].fn();
	return 125;
}
