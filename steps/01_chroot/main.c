/* 01_chroot - a command with another root directory */
#include "chroot.h"
#include "must.h"
#include "options.h"
#include "spawn.h"

/* Runs in the child, which ends as COMMAND. */
static int
box(void *arg)
{
	struct options *o = arg;

	sync_wait(&o->sync);
	spawn_die_with_host(&o->sync);
	chroot_enter(o->root); /* 01 */
	sync_pause_box(&o->sync, o->pause);
	return spawn_exec(o->argv);
}

int
main(int argc, char **argv)
{
	struct options o = options_parse(1, argc, argv);
	pid_t pid;

	sync_open(&o.sync);
	pid = spawn(box, &o, 0);
	sync_go(&o.sync);
	sync_pause_host(&o.sync, o.pause, pid);
	return spawn_wait(pid);
}
