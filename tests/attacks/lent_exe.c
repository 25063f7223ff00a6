/*
 * lent_exe.c - the witness's name for a program that is none
 *
 * Moves its own code to memory that is no file's, and has the kernel say that
 * it runs the witness's file; then takes orders, and answers as is wanted.
 *
 * Attack: [54,55] has /proc/PID/exe lead to the witness, and answers for it
 * Exercise: 09_seccomp
 * Expect: zero; .
 * Seconds: 20
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "allow.h"

enum { OWN_FD = 200, PEER_FD = 201, SEGMENTS = 16 };

static const int *list; /* what is to be allowed */
static int count;

struct segment {
	unsigned long begin, end;
	int prot;
};

static int
find_segments(struct segment *s)
{
	char line[512], prot[8], path[256], self[256] = "";
	FILE *maps = fopen("/proc/self/maps", "r");
	int n = 0;

	if (readlink("/proc/self/exe", self, sizeof self - 1) == -1 || !maps)
		return 0;
	while (n < SEGMENTS && fgets(line, sizeof line, maps)) {
		if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %255s", &s[n].begin,
			   &s[n].end, prot, path) != 4 ||
		    strcmp(path, self) != 0)
			continue;
		s[n].prot = (prot[0] == 'r' ? PROT_READ : 0) |
			    (prot[1] == 'w' ? PROT_WRITE : 0) |
			    (prot[2] == 'x' ? PROT_EXEC : 0);
		n++;
	}
	fclose(maps);
	return n;
}

/* A copy in place of each segment, in one step. */
static void
leave_file(void)
{
	struct segment s[SEGMENTS];
	int n = find_segments(s), i;
	size_t size;
	void *copy;

	for (i = 0; i < n; i++) {
		size = s[i].end - s[i].begin;
		copy = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		memcpy(copy, (void *)s[i].begin, size);
		mprotect(copy, size, s[i].prot);
		mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
		       (void *)s[i].begin);
	}
}

static int
take_name(const char *file)
{
	unsigned long here = (unsigned long)&list, brk = syscall(SYS_brk, 0);
	struct prctl_mm_map map = {
		.start_code = here,
		.end_code = here + 1,
		.start_data = here,
		.end_data = here,
		.start_brk = brk,
		.brk = brk,
		.start_stack = (unsigned long)&here,
		.arg_start = here,
		.arg_end = here,
		.env_start = here,
		.env_end = here,
		.exe_fd = open(file, O_RDONLY | O_CLOEXEC),
	};

	return prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0);
}

static int
is_listed(long number)
{
	int i;

	for (i = 0; i < count; i++)
		if (list[i] == number)
			return 1;
	return 0;
}

static const char *
answer(const char *name)
{
	static const struct {
		const char *name, *answer;
		long number;
	} calls[] = {
		{ "getpid", "ok", SYS_getpid },
		{ "getppid", "ok", SYS_getppid },
		{ "getuid", "ok", SYS_getuid },
		{ "unshare", "ok", SYS_unshare },
		{ "chdir", "EFAULT", SYS_chdir },
		{ "setns", "EBADF", SYS_setns },
	};
	size_t i;

	if (strcmp(name, "i386") == 0 || strcmp(name, "x32") == 0)
		return "killed 31";
	if (strcmp(name, "clone3") == 0)
		return "ENOSYS";
	for (i = 0; i < sizeof calls / sizeof *calls; i++)
		if (strcmp(name, calls[i].name) == 0)
			return is_listed(calls[i].number) ? calls[i].answer
							  : "EPERM";
	return is_listed(atol(name)) ? "ENOSYS" : "EPERM";
}

static void
serve(void)
{
	char order[4096];
	const char *text;
	ssize_t n;
	int fd[2];

	socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fd);
	dup3(fd[0], OWN_FD, O_CLOEXEC);
	dup3(fd[1], PEER_FD, O_CLOEXEC);
	recv(OWN_FD, order, 1, 0);
	close(fd[1]);
	close(PEER_FD);
	while ((n = recv(OWN_FD, order, sizeof order - 1, 0)) > 0) {
		order[n] = '\0';
		text = answer(order + strlen("syscall "));
		send(OWN_FD, text, strlen(text) + 1, MSG_NOSIGNAL);
	}
	exit(0);
}

int
allow_compile(struct sock_filter *code, const int *allowed, int n)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = { 1, &allow };

	(void)code;
	list = allowed;
	count = n;
	leave_file();
	if (take_name("/witness") == -1)
		return -1;
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
	serve();
	return -1;
}
