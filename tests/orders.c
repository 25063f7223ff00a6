/*
 * orders.c - what witness does when observe tells it to; see orders.h
 *
 * Each order is one small function that performs one deed and reports what
 * the kernel answered.  What could end the process (a forbidden system call,
 * the OOM killer) is done in a child.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "must.h"
#include "orders.h"

enum { WORDS = 16 };

struct order {
	int n;
	const char *word[WORDS]; /* unused ones are "" */
	char *answer;
	size_t size;
};

static void answer(struct order *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
answer(struct order *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(o->answer, o->size, fmt, ap);
	va_end(ap);
}

static void
answer_result(struct order *o, long result)
{
	answer(o, "%s", result == -1 ? errno_name(errno) : "ok");
}

/* Runs DEED(O) in a child: "ok", the errno's name, or "killed SIG...". */
static void
answer_child(struct order *o, long (*deed)(struct order *))
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(deed(o) == -1 ? errno : 0);
	if (pid == -1 || waitpid(pid, &status, 0) != pid)
		answer_result(o, -1);
	else if (WIFSIGNALED(status))
		answer(o, "killed %d", WTERMSIG(status));
	else if (WEXITSTATUS(status))
		answer(o, "%s", errno_name(WEXITSTATUS(status)));
	else
		answer(o, "ok");
}

/* ---- who and where am I ------------------------------------------------ */

static void
do_uname(struct order *o)
{
	struct utsname u;

	uname(&u);
	answer(o, "%s", u.nodename);
}

static void
do_ids(struct order *o)
{
	answer(o, "%d %d %d %d", getuid(), geteuid(), getgid(), getegid());
}

static void
do_pids(struct order *o)
{
	answer(o, "%d %d", getpid(), getppid());
}

static void
do_links(struct order *o)
{
	struct if_nameindex *names = if_nameindex(), *i;
	size_t used = 0;

	*o->answer = '\0';
	for (i = names; i && i->if_name; i++)
		used += snprintf(o->answer + used, o->size - used, "%s%s",
				 i == names ? "" : " ", i->if_name);
	if_freenameindex(names);
}

/* address LINK: its IPv4 address and whether it is up */
static void
do_address(struct order *o)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq req = { 0 };
	struct sockaddr_in *a = (void *)&req.ifr_addr;
	short flags;

	snprintf(req.ifr_name, IFNAMSIZ, "%s", o->word[1]);
	if (ioctl(fd, SIOCGIFFLAGS, &req) == -1) {
		answer_result(o, -1);
	} else {
		flags = req.ifr_flags;
		memset(a, 0, sizeof *a);
		a->sin_family = AF_INET;
		ioctl(fd, SIOCGIFADDR, &req);
		answer(o, "%s %s", inet_ntoa(a->sin_addr),
		       flags & IFF_UP ? "up" : "down");
	}
	close(fd);
}

/* winsize: rows and columns of the terminal on stdin */
static void
do_winsize(struct order *o)
{
	struct winsize size;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == -1)
		answer_result(o, -1);
	else
		answer(o, "%dx%d", size.ws_row, size.ws_col);
}

/* ---- files and mounts -------------------------------------------------- */

static void
do_stat(struct order *o)
{
	struct stat s;

	if (stat(o->word[1], &s) == -1)
		answer_result(o, -1);
	else
		answer(o, "%u:%u:%lu uid=%u gid=%u mode=%o", major(s.st_dev),
		       minor(s.st_dev), (unsigned long)s.st_ino, s.st_uid,
		       s.st_gid, s.st_mode);
}

static void
do_list(struct order *o)
{
	struct dirent **entry;
	size_t used = 0;
	int i, n = scandir(o->word[1], &entry, NULL, alphasort);

	answer_result(o, n);
	if (n == -1)
		return;
	*o->answer = '\0';
	for (i = 0; i < n; free(entry[i++]))
		if (strcmp(entry[i]->d_name, ".") != 0 &&
		    strcmp(entry[i]->d_name, "..") != 0 && used + 256 < o->size)
			used += sprintf(o->answer + used, "%s%s",
					used ? " " : "", entry[i]->d_name);
	free(entry);
}

static void
do_read(struct order *o)
{
	if (file_read(o->answer, o->size, o->word[1]) == -1)
		answer_result(o, -1);
}

/* open PATH r|w|rw|creat [keep]: whether it may; keep: and it stays open */
static void
do_open(struct order *o)
{
	int flags = strcmp(o->word[2], "r") == 0       ? O_RDONLY
		    : strcmp(o->word[2], "w") == 0     ? O_WRONLY
		    : strcmp(o->word[2], "creat") == 0 ? O_CREAT | O_RDWR
						       : O_RDWR;
	int fd = open(o->word[1], flags | O_CLOEXEC, 0644);

	answer_result(o, fd);
	if (fd != -1 && strcmp(o->word[3], "keep") != 0)
		close(fd);
}

/* write PATH WORD... */
static void
do_write(struct order *o)
{
	char text[512];
	size_t used = 0;
	int i;

	*text = '\0';
	for (i = 2; i < o->n && used < sizeof text; i++)
		used += snprintf(text + used, sizeof text - used, "%s%s",
				 i > 2 ? " " : "", o->word[i]);
	answer_result(o, file_try_write(text, o->word[1]));
}

/* fill PATH BYTES: a file of so many bytes */
static void
do_fill(struct order *o)
{
	static const char block[4096];
	int fd =
	    open(o->word[1], O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
	long left = atol(o->word[2]);
	ssize_t n = fd == -1 ? -1 : 0;

	while (n != -1 && left > 0) {
		n = write(fd, block, left < 4096 ? left : 4096);
		left -= n;
	}
	answer_result(o, n);
	if (fd != -1)
		close(fd);
}

static void
do_mkdir(struct order *o)
{
	answer_result(o, mkdir(o->word[1], 0755));
}

static void
do_mknod(struct order *o)
{
	answer_result(o, mknod(o->word[1], S_IFCHR | 0600, makedev(1, 3)));
}

static void
do_chown(struct order *o)
{
	answer_result(o, chown(o->word[1], atoi(o->word[2]), -1));
}

/* filecap PATH: whoever executes it is permitted every capability */
static void
do_filecap(struct order *o)
{
	static const struct vfs_cap_data all = {
		.magic_etc = VFS_CAP_REVISION_2,
		.data = { { .permitted = ~0U }, { .permitted = 0x1ff } },
	};

	answer_result(o, setxattr(o->word[1], "security.capability", &all,
				  sizeof all, 0));
}

/* mount SRC TARGET TYPE [bind|remount|move]; "-" stands for no TYPE */
static void
do_mount(struct order *o)
{
	const char *how = o->word[4];
	unsigned long flags = strcmp(how, "bind") == 0 ? MS_BIND
			      : strcmp(how, "remount") == 0
				  ? MS_REMOUNT | MS_BIND
				  : 0;

	answer_result(o, mount(o->word[1], o->word[2],
			       *o->word[3] == '-' ? NULL : o->word[3], flags,
			       NULL));
}

static void
do_umount(struct order *o)
{
	answer_result(o, umount2(o->word[1], MNT_DETACH));
}

static void
do_chroot(struct order *o)
{
	answer_result(o, chroot(o->word[1]));
}

/* ---- processes and signals --------------------------------------------- */

static volatile sig_atomic_t caught[NSIG];

static void
on_signal(int sig)
{
	caught[sig]++;
}

/* catch SIG: from now on count it */
static void
do_catch(struct order *o)
{
	struct sigaction a = { .sa_handler = on_signal };

	answer_result(o, sigaction(atoi(o->word[1]), &a, NULL));
}

/* How long an order may wait, in ms: a second, if it does not say. */
static int
patience(const char *word)
{
	return *word ? atoi(word) : 1000;
}

/* caught SIG [MS]: how often so far; waits for the first */
static void
do_caught(struct order *o)
{
	int sig = atoi(o->word[1]), i;

	for (i = 0; i < patience(o->word[2]) && !caught[sig]; i++)
		poll(NULL, 0, 1);
	answer(o, "%d", (int)caught[sig]);
}

static void
do_kill(struct order *o)
{
	answer_result(o, kill(atoi(o->word[1]), atoi(o->word[2])));
}

/* A child's first deed: to end when its parent does, or has done. */
static void
die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

/* fork N [apart]: children that wait for ever; how many there could be.
 * apart: each in a process group of its own, with all signals blocked, and so
 * kept for whoever reads its status; and the number of the last one */
static void
do_fork(struct order *o)
{
	int i, n = atoi(o->word[1]), apart = *o->word[2] != '\0';
	pid_t pid = 0, self = getpid();
	sigset_t all, none;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, apart ? &all : NULL, &none);
	for (i = 0; i < n; i++) {
		pid = fork();
		if (pid == -1)
			break;
		if (pid == 0) {
			die_with(self);
			pause();
			_exit(0);
		}
		if (apart)
			setpgid(pid, pid);
	}
	if (apart && i == n)
		answer(o, "%d ok %d", i, pid);
	else
		answer(o, "%d %s", i, i < n ? errno_name(errno) : "ok");
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* wait [MS]: for a child to end: its exit status */
static void
do_wait(struct order *o)
{
	int i, status;
	pid_t pid = waitpid(-1, &status, WNOHANG);

	for (i = 0; i < patience(o->word[1]) && pid == 0; i++) {
		poll(NULL, 0, 1);
		pid = waitpid(-1, &status, WNOHANG);
	}
	if (pid > 0)
		answer(o, "%d",
		       WIFSIGNALED(status) ? 128 + WTERMSIG(status)
					   : WEXITSTATUS(status));
	else
		answer(o, "%s", pid == 0 ? "none" : errno_name(errno));
}

/* orphan N: N children each leave a child of their own behind, which ends;
 * done when the last of these has ended, and the pipe with it */
static void
do_orphan(struct order *o)
{
	int i, n = atoi(o->word[1]), fd[2], error = 0;
	char byte;

	if (pipe2(fd, O_CLOEXEC) == -1) {
		answer_result(o, -1);
		return;
	}
	for (i = 0; i < n && !error; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			pid = fork();
			if (pid == 0)
				poll(NULL, 0, 5); /* outlive the parent */
			_exit(pid == -1 ? errno : 0);
		}
		if (pid == -1)
			error = errno << 8;
		else
			waitpid(pid, &error, 0);
	}
	close(fd[1]);
	if (read(fd[0], &byte, 1) == -1)
		error = errno << 8;
	answer(o, "%s", error ? errno_name(error >> 8) : "ok");
	close(fd[0]);
}

enum { EXITING = 4 }; /* PF_EXITING of the kernel: soon a zombie */

static int
count_zombies(void)
{
	char path[64], line[512], *end, state;
	unsigned flags;
	struct dirent *e;
	DIR *dir = opendir("/proc");
	int n = 0;

	if (!dir)
		return -1;
	while ((e = readdir(dir))) {
		snprintf(path, sizeof path, "/proc/%.20s/stat", e->d_name);
		if (*e->d_name < '0' || *e->d_name > '9' ||
		    file_read(line, sizeof line, path) == -1)
			continue;
		end = strrchr(line, ')');
		n += end &&
		     sscanf(end, ") %c %*d %*d %*d %*d %*d %u", &state,
			    &flags) == 2 &&
		     (state == 'Z' || flags & EXITING);
	}
	closedir(dir);
	return n;
}

/* zombies: how many stay, after up to a second of waiting for none */
static void
do_zombies(struct order *o)
{
	int i, n = count_zombies();

	for (i = 0; i < 100 && n > 0; i++) {
		poll(NULL, 0, 10);
		n = count_zombies();
	}
	if (n == -1)
		answer_result(o, -1);
	else
		answer(o, "%d", n);
}

/* daemon: a grandchild in a session of its own, deaf to signals */
static void
do_daemon(struct order *o)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		int sig;

		setsid();
		pid = fork();
		if (pid != 0)
			_exit(pid == -1 ? errno : 0);
		for (sig = 1; sig < NSIG; sig++)
			signal(sig, SIG_IGN);
		for (;;)
			pause();
	}
	if (pid == -1 || waitpid(pid, &status, 0) != pid)
		answer_result(o, -1);
	else
		answer(o, "%s", status ? errno_name(status >> 8) : "ok");
}

/* run PATH [ARG...]: its exit status, as a shell would show it */
static void
do_run(struct order *o)
{
	char *argv[WORDS + 1] = { 0 };
	int i, status;
	pid_t pid = fork();

	if (pid == 0) {
		for (i = 1; i < o->n; i++)
			argv[i - 1] = (char *)o->word[i];
		execvp(argv[0], argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	waitpid(pid, &status, 0);
	answer(o, "%d",
	       WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status));
}

/* start PATH [ARG...]: the same, in the background, with no input or output */
static void
do_start(struct order *o)
{
	char *argv[WORDS + 1] = { 0 };
	int i, null;
	pid_t pid = fork();

	if (pid == 0) {
		for (i = 1; i < o->n; i++)
			argv[i - 1] = (char *)o->word[i];
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
		for (i = 0; i < 3; i++)
			dup2(null, i);
		setsid();
		execv(argv[0], argv);
		_exit(127);
	}
	answer_result(o, pid);
}

/* system COMMAND: the C library's own way to start a program */
static void
do_system(struct order *o)
{
	answer(o, "%d", WEXITSTATUS(system(o->word[1])));
}

static void
do_exit(struct order *o)
{
	int sig = atoi(o->word[2]);

	if (strcmp(o->word[1], "by") == 0) { /* exit by SIG */
		signal(sig, SIG_DFL);
		kill(getpid(), sig);
	}
	_exit(atoi(o->word[1]));
}

/* ---- what costs memory and time ---------------------------------------- */

static long
touch_memory(struct order *o)
{
	size_t i, size = strtoul(o->word[1], NULL, 10);
	volatile char *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return -1;
	for (i = 0; i < size; i += 4096)
		p[i] = 1;
	return 0;
}

static void
do_alloc(struct order *o)
{
	answer_child(o, touch_memory);
}

static long
clock_ms(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* spin MS: runs for MS of wall clock; the processor time that it got */
static void
do_spin(struct order *o)
{
	long end = clock_ms(CLOCK_MONOTONIC) + atoi(o->word[1]);
	long cpu = clock_ms(CLOCK_PROCESS_CPUTIME_ID);

	while (clock_ms(CLOCK_MONOTONIC) < end)
		;
	answer(o, "%ld", clock_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

/* ---- network ----------------------------------------------------------- */

static struct sockaddr_in
address(const char *ip, const char *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons(atoi(port)) };

	inet_pton(AF_INET, ip, &a.sin_addr);
	return a;
}

/* listen PORT: a child takes connections for as long as we live */
static void
do_listen(struct order *o)
{
	struct sockaddr_in a = address("0.0.0.0", o->word[1]);
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	pid_t self = getpid();

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(fd, (void *)&a, sizeof a) == -1 || listen(fd, 8) == -1) {
		answer_result(o, -1);
	} else {
		answer(o, "ok");
		if (fork() == 0) {
			die_with(self);
			for (;;)
				close(accept(fd, NULL, NULL));
		}
	}
	close(fd);
}

/* connect IP PORT: by TCP, within a second and a half */
static void
do_connect(struct order *o)
{
	struct sockaddr_in a = address(o->word[1], o->word[2]);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	int error = 0;
	socklen_t size = sizeof error;

	if (connect(fd, (void *)&a, sizeof a) == -1)
		error = errno;
	if (error == EINPROGRESS) {
		error = ETIMEDOUT;
		if (poll(&p, 1, 1500) == 1)
			getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
	}
	answer(o, "%s", error ? errno_name(error) : "ok");
	close(fd);
}

/* ---- single system calls ----------------------------------------------- */

/* One line of a map: our 0 is ID outside. */
static int
write_map(const char *path, unsigned id)
{
	char line[32];

	snprintf(line, sizeof line, "0 %u 1", id);
	return file_try_write(line, path);
}

static long
make_maps(struct order *o)
{
	unsigned uid = geteuid(), gid = getegid();
	int i, result = unshare(CLONE_NEWUSER);

	for (i = 1; i < o->n && result == 0; i++)
		result =
		    strcmp(o->word[i], "uid") == 0
			? write_map("/proc/self/uid_map", uid)
		    : strcmp(o->word[i], "gid") == 0
			? write_map("/proc/self/gid_map", gid)
			: file_try_write(o->word[i], "/proc/self/setgroups");
	return result;
}

/* map [uid|gid|deny|allow]...: in a new user namespace, writes these in this
 * order to uid_map, gid_map and setgroups; the first error, if any */
static void
do_map(struct order *o)
{
	answer_child(o, make_maps);
}

static void
do_sethostname(struct order *o)
{
	answer_result(o, sethostname(o->word[1], strlen(o->word[1])));
}

static long
call_clone3(void)
{
	struct clone_args args = { .exit_signal = SIGCHLD };
	long pid = syscall(SYS_clone3, &args, sizeof args);

	if (pid == 0)
		_exit(0);
	return pid;
}

static long
call_unfilter(void)
{
	/* a filter that would allow everything: it is added, not swapped in */
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog prog = { 1, &allow };

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog) == -1)
		return -1;
	return mount("none", "/tmp", "tmpfs", 0, NULL);
}

/* getpid by way of another calling convention */
static long
call_foreign(int x32)
{
#ifdef __x86_64__
	long result;

	if (x32)
		return syscall(0x40000000 + SYS_getpid);
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(20L)
			 : "memory", "r8", "r9", "r10",
			   "r11"); /* i386: getpid is 20 */
	if (result > -4096 && result < 0) {
		errno = -result;
		return -1;
	}
	return result;
#else
	errno = x32 ? ENOSYS : EOPNOTSUPP; /* this machine has only one */
	return -1;
#endif
}

static void
on_sigsys(int sig)
{
	(void)sig;
	_exit(EINTR);
}

static int
foreign_thread(void *x32)
{
	_exit(call_foreign(x32 != NULL) == -1 ? errno : 0);
}

/* In a thread, and with a handler for SIGSYS: what ends this process ends all
 * of it.  ESRCH: the thread alone; EINTR: nothing, as the handler ran. */
static long
call_guarded(void *x32)
{
	static char stack[32768] __attribute__((aligned(16)));
	static volatile pid_t thread = 1; /* 0 when it has ended */

	signal(SIGSYS, on_sigsys);
	if (clone(foreign_thread, stack + sizeof stack,
		  CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
		      CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID,
		  x32, NULL, NULL, &thread) == -1)
		return -1;
	while (thread)
		poll(NULL, 0, 1);
	errno = ESRCH;
	return -1;
}

/* Calls that do no harm with this first argument and zeros. */
static const struct {
	const char *name;
	long nr, arg0;
} syscalls[] = {
	{ "getpid", SYS_getpid, 0 },
	{ "getppid", SYS_getppid, 0 },
	{ "getuid", SYS_getuid, 0 },
	{ "mount", SYS_mount, 0 },
	{ "umount2", SYS_umount2, 0 },
	{ "pivot_root", SYS_pivot_root, 0 },
	{ "mount_setattr", SYS_mount_setattr, -1 },
	{ "open_tree", SYS_open_tree, -1 },
	{ "fsopen", SYS_fsopen, 0 },
	{ "ptrace", SYS_ptrace, -1 },
	{ "prctl", SYS_prctl, -1 },
	{ "ioctl", SYS_ioctl, -1 },
	{ "keyctl", SYS_keyctl, 0 },
	{ "add_key", SYS_add_key, 0 },
	{ "bpf", SYS_bpf, -1 },
	{ "perf_event_open", SYS_perf_event_open, 0 },
	{ "userfaultfd", SYS_userfaultfd, -1 },
	{ "io_uring_setup", SYS_io_uring_setup, 0 },
	{ "reboot", SYS_reboot, 0 }, /* EINVAL: no magic numbers */
	{ "kexec_load", SYS_kexec_load, -1 },
	{ "init_module", SYS_init_module, 0 },
	{ "swapon", SYS_swapon, 0 },
	{ "setns", SYS_setns, -1 },
	{ "open_by_handle_at", SYS_open_by_handle_at, -1 },
	{ "clock_settime", SYS_clock_settime, -1 },
	{ "clock_adjtime", SYS_clock_adjtime, -1 },
	{ "personality", SYS_personality, 0xffffffff },
	{ "chdir", SYS_chdir, 0 },
	{ "fchdir", SYS_fchdir, -1 },
	{ "sync", SYS_sync, 0 },
	{ "unshare", SYS_unshare, 0 },
	{ "unshare_user", SYS_unshare, CLONE_NEWUSER },
	{ "unshare_files", SYS_unshare, CLONE_FILES },
	{ "clone", SYS_clone, SIGCHLD },
	{ "clone_user", SYS_clone, CLONE_NEWUSER | SIGCHLD },
};

/* syscall NAME [ARG [ARG [ARG]]]: without arguments it does no harm even where
 * it is allowed.  syscall NUMBER: for numbers that stand for no call. */
static long
one_syscall(struct order *o)
{
	long arg0, arg1 = strtoul(o->word[3], NULL, 0);
	long arg2 = strtoul(o->word[4], NULL, 0);
	size_t i;

	if (strcmp(o->word[1], "clone3") == 0)
		return call_clone3();
	if (strcmp(o->word[1], "unfilter") == 0)
		return call_unfilter();
	if (strcmp(o->word[1], "i386") == 0)
		return call_guarded(NULL);
	if (strcmp(o->word[1], "x32") == 0)
		return call_guarded(o);
	if (o->word[1][0] >= '0' && o->word[1][0] <= '9')
		return syscall(strtol(o->word[1], NULL, 10), 0, 0, 0);
	for (i = 0; i < sizeof syscalls / sizeof *syscalls; i++) {
		if (strcmp(syscalls[i].name, o->word[1]) != 0)
			continue;
		arg0 = o->n > 2 ? (long)strtoul(o->word[2], NULL, 0)
				: syscalls[i].arg0;
		return syscall(syscalls[i].nr, arg0, arg1, arg2, 0, 0, 0);
	}
	errno = ENXIO;
	return -1;
}

static void
do_syscall(struct order *o)
{
	answer_child(o, one_syscall);
}

static const struct {
	const char *name;
	void (*run)(struct order *);
} table[] = {
	{ "address", do_address },
	{ "alloc", do_alloc },
	{ "catch", do_catch },
	{ "caught", do_caught },
	{ "chown", do_chown },
	{ "chroot", do_chroot },
	{ "connect", do_connect },
	{ "daemon", do_daemon },
	{ "exit", do_exit },
	{ "filecap", do_filecap },
	{ "fill", do_fill },
	{ "fork", do_fork },
	{ "ids", do_ids },
	{ "kill", do_kill },
	{ "links", do_links },
	{ "list", do_list },
	{ "listen", do_listen },
	{ "map", do_map },
	{ "mkdir", do_mkdir },
	{ "mknod", do_mknod },
	{ "mount", do_mount },
	{ "open", do_open },
	{ "orphan", do_orphan },
	{ "pids", do_pids },
	{ "read", do_read },
	{ "run", do_run },
	{ "sethostname", do_sethostname },
	{ "spin", do_spin },
	{ "start", do_start },
	{ "stat", do_stat },
	{ "syscall", do_syscall },
	{ "system", do_system },
	{ "umount", do_umount },
	{ "uname", do_uname },
	{ "wait", do_wait },
	{ "winsize", do_winsize },
	{ "write", do_write },
	{ "zombies", do_zombies },
};

void
orders_do(char *order, char *text, size_t size)
{
	struct order o = { .answer = text, .size = size };
	char *word;
	size_t i;

	for (i = 0; i < WORDS; i++)
		o.word[i] = "";
	for (word = strtok(order, " "); word && o.n < WORDS;
	     word = strtok(NULL, " "))
		o.word[o.n++] = word;
	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].name, o.word[0]) == 0) {
			table[i].run(&o);
			return;
		}
	answer(&o, "no such order");
}

void
orders_serve(int fd)
{
	static char order[ORDER_MAX], text[ANSWER_MAX];
	ssize_t n;

	for (;;) {
		n = recv(fd, order, sizeof order - 1, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		order[n] = '\0';
		orders_do(order, text, sizeof text);
		send(fd, text, strlen(text) + 1, MSG_NOSIGNAL);
	}
}
