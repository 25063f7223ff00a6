/*
 * sandbox.c - a stand-in for the host; see sandbox.h
 *
 *	observe				outside: sees all, is seen by none
 *	`-- init of the sandbox		"the host" to the program
 *	    |-- agent			carries out orders on the host's side
 *	    `-- program under test
 *	        `-- its box ... witness
 *
 * It is built from the parts that the steps teach.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "mount.h"
#include "must.h"
#include "net.h"
#include "orders.h"
#include "pid.h"
#include "sandbox.h"
#include "spawn.h"
#include "user.h"
#include "uts.h"

/* Makes PATH and all below read-only (SET) or writable again; a kernel
 * before 5.12 cannot, and what the host itself made read-only stays so. */
static void
set_readonly(const char *path, bool set)
{
	struct mount_attr attr = { 0 };

	*(set ? &attr.attr_set : &attr.attr_clr) = MOUNT_ATTR_RDONLY;
	if (syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &attr,
		    sizeof attr) == -1 &&
	    set && errno != ENOSYS)
		must(-1, "mount_setattr / MOUNT_ATTR_RDONLY");
}

/* A place for files that hides neither our programs nor our directory. */
static const char *
choose_scratch(void)
{
	static const char *const places[] = { "/tmp", "/mnt", "/media" };
	char exe[4096] = "", cwd[4096] = "";
	size_t i, n;

	if (readlink("/proc/self/exe", exe, sizeof exe - 1) == -1 ||
	    !getcwd(cwd, sizeof cwd))
		must(-1, "find the program's own place");
	for (i = 0; i < sizeof places / sizeof *places; i++) {
		n = strlen(places[i]);
		if (strncmp(exe, places[i], n) != 0 &&
		    strncmp(cwd, places[i], n) != 0 &&
		    access(places[i], F_OK) == 0)
			return places[i];
	}
	die("no place for scratch files: /tmp, /mnt and /media are taken");
}

static void
make_host(struct sandbox *s)
{
	mounts_make_private();
	must(chdir("/"), "chdir /");
	pid_mount_proc();
	set_readonly("/", true);
	set_readonly("/proc", false);
	set_readonly("/sys/fs/cgroup", false);
	must(mount("scratch", s->scratch, "tmpfs", MS_NOSUID | MS_NODEV,
		   "mode=1777,size=64m"),
	     "mount tmpfs on %s", s->scratch);
	must(mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL),
	     "mount / MS_REC|MS_SHARED");
	uts_set_hostname("host");
	net_up("lo");
}

static void
limit_resources(void)
{
	struct rlimit file = { 64 << 20, 64 << 20 };
	struct rlimit core = { 0, 0 };

	must(setrlimit(RLIMIT_FSIZE, &file), "setrlimit RLIMIT_FSIZE");
	must(setrlimit(RLIMIT_CORE, &core), "setrlimit RLIMIT_CORE");
}

static void
run_program(struct sandbox *s)
{
	char go;

	must(recv(s->control[1], &go, 1, 0), "wait for sandbox_go");
	must(dup2(s->in, STDIN_FILENO), "dup2 to stdin");
	must(dup2(s->out, STDOUT_FILENO), "dup2 to stdout");
	must(dup2(s->err, STDERR_FILENO), "dup2 to stderr");
	_exit(spawn_exec(s->argv));
}

/* PID 1 of the sandbox. */
static int
sandbox_init(void *arg)
{
	struct sandbox *s = arg;
	int cwd = must(open(".", O_PATH | O_CLOEXEC), "open .");
	int status, report[2];
	pid_t pid, agent;

	sync_wait(&s->sync);
	if (!s->on_host)
		user_become_root();
	spawn_die_with_host(&s->sync);
	limit_resources();
	make_host(s);
	must(fchdir(cwd), "fchdir");

	agent = must(fork(), "fork the agent");
	if (agent == 0) {
		close(s->agent[0]);
		orders_serve(s->agent[1]);
		_exit(0);
	}
	s->program = must(fork(), "fork the program");
	if (s->program == 0)
		run_program(s);
	send(s->control[1], &s->program, sizeof s->program, MSG_NOSIGNAL);

	/* Orphans come to us.  We end when observe kills us. */
	for (;;) {
		pid = waitpid(-1, &status, 0);
		report[0] = pid;
		report[1] = spawn_status(status);
		if (pid == s->program)
			send(s->control[1], report, sizeof report,
			     MSG_NOSIGNAL);
	}
}

/* Root maps as many ids as the steps' own maps may want; others one. */
static void
map_ids(pid_t pid)
{
	struct list map = { 0 };
	char line[64] = "";

	file_read(line, sizeof line, "/proc/self/uid_map");
	if (geteuid() == 0 && strstr(line, "4294967295"))
		map = (struct list){ 1, { "0:0:1000000" } };
	user_map_ids(pid, &map);
}

static void
open_channels(struct sandbox *s)
{
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->control),
	     "socketpair");
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->agent),
	     "socketpair");
	s->in = STDIN_FILENO;
	s->out = STDOUT_FILENO;
	s->err = STDERR_FILENO;
	if (s->pass)
		return;
	s->in = must(open("/dev/null", O_RDONLY | O_CLOEXEC), "open /dev/null");
	s->out = must(memfd_create("stdout", MFD_CLOEXEC), "memfd_create");
	s->err = must(memfd_create("stderr", MFD_CLOEXEC), "memfd_create");
}

void
sandbox_start(struct sandbox *s)
{
	uint64_t flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS |
			 CLONE_NEWNET | CLONE_NEWIPC;

	s->scratch = choose_scratch();
	open_channels(s);
	sync_open(&s->sync);
	s->init =
	    spawn(sandbox_init, s, s->on_host ? flags : flags | CLONE_NEWUSER);
	if (!s->on_host)
		map_ids(s->init);
	sync_go(&s->sync);
	close(s->control[1]);
	close(s->agent[1]);
	if (recv(s->control[0], &s->program, sizeof s->program, 0) !=
	    sizeof s->program)
		exit(EXIT_STEP); /* it has said why */
}

void
sandbox_go(struct sandbox *s)
{
	must(send(s->control[0], "g", 1, MSG_NOSIGNAL), "start the program");
}

bool
sandbox_ended(struct sandbox *s, int *status)
{
	int report[2];

	if (recv(s->control[0], report, sizeof report, MSG_DONTWAIT) !=
	    sizeof report)
		return false;
	*status = report[1];
	return true;
}

void
sandbox_end(struct sandbox *s)
{
	kill(s->init, SIGKILL);
	waitpid(s->init, NULL, 0);
}
