/*
 * 03_pid - run a command with process numbers of its own, under an init
 *
 *	03_pid COMMAND [ARG...]
 *
 * Everything but init_run() is here; you need not change this file.
 */
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include "compat.h"
#include "init.h"
#include "mount.h"
#include "must.h"
#include "spawn.h"

struct run {
	char **argv;
	struct sync sync;
};

/* Runs as PID 1 of the new namespace. */
static int
box(void *arg)
{
	struct run *run = arg;
	sigset_t all;

	sync_wait(&run->sync);
	spawn_die_with_host(&run->sync);
	mounts_make_private();
	must(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		   NULL),
	     "mount proc");
	/* Without a terminal that stops a COMMAND in a group of its own. */
	must(setsid(), "setsid");
	sigfillset(&all);
	must(sigprocmask(SIG_BLOCK, &all, NULL), "sigprocmask SIG_BLOCK");
	return must(init_run(run->argv), "init_run %s", run->argv[0]);
}

int
main(int argc, char **argv)
{
	struct run run = { .argv = argv + 1 };
	pid_t pid;

	if (argc < 2)
		die("want COMMAND [ARG...]");
	sync_open(&run.sync);
	pid = spawn(box, &run, CLONE_NEWNS | CLONE_NEWPID);
	sync_go(&run.sync);
	return spawn_wait(pid);
}
