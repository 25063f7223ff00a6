/*
 * 04_user - run a command in a user namespace with a range of ids
 *
 *	04_user [-u UID:GID | -k UID:GID] CALLER FIRST COUNT COMMAND [ARG...]
 *
 * With -u the program first becomes that user and group, and gives up its
 * capabilities: so root can try how it is for others, and for a root who is
 * root in name only (-u 0:0).  With -k it keeps those that maps take, as a
 * service may that is not root.
 *
 * Everything but idmap_write() is here; you need not change this file.
 */
#include <grp.h>
#include <linux/capability.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "compat.h"
#include "idmap.h"
#include "must.h"
#include "options.h"
#include "spawn.h"

struct run {
	char **argv;
	struct sync sync;
};

/* Runs in the new user namespace. */
static int
box(void *arg)
{
	struct run *run = arg;

	sync_wait(&run->sync);
	spawn_die_with_host(&run->sync);
	return spawn_exec(run->argv);
}

/* CAP_SETFCAP stays: since Linux 5.12 no one else may map id 0 outside. */
static void
drop_capabilities(bool keep)
{
	unsigned kept = 1U << CAP_SETFCAP;
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct sets[2];

	if (keep)
		kept |= 1U << CAP_SETUID | 1U << CAP_SETGID;
	must(syscall(SYS_capget, &head, sets), "capget");
	sets[0].permitted &= kept;
	sets[1].permitted = 0;
	sets[0].effective = sets[0].permitted;
	sets[1].effective = 0;
	must(syscall(SYS_capset, &head, sets), "capset");
}

/* "UID:GID" */
static void
become(const char *text, bool keep)
{
	unsigned uid, gid;

	if (sscanf(text, "%u:%u", &uid, &gid) != 2)
		die("%s: want UID:GID", text);
	if (setgroups(0, NULL) == -1)
		note("we keep our groups, for setgroups is denied");
	/* else a root who becomes another user loses them all */
	must(prctl(PR_SET_KEEPCAPS, keep), "prctl PR_SET_KEEPCAPS");
	must(setresgid(gid, gid, gid), "setresgid %u", gid);
	must(setresuid(uid, uid, uid), "setresuid %u", uid);
	drop_capabilities(keep);
	/* A change of ids made our files in /proc root's: undo it. */
	must(prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
}

int
main(int argc, char **argv)
{
	bool keep = argc > 2 && strcmp(argv[1], "-k") == 0;
	struct run run;
	struct ids ids;
	pid_t pid;

	if (keep || (argc > 2 && strcmp(argv[1], "-u") == 0)) {
		become(argv[2], keep);
		argc -= 2;
		argv += 2;
	}
	if (argc < 5)
		die("want CALLER FIRST COUNT COMMAND [ARG...]");
	ids.caller = option_number("CALLER", argv[1], 1, 65535);
	ids.first = option_number("FIRST", argv[2], 1, 4200000000);
	ids.count = option_number("COUNT", argv[3], ids.caller + 1, 65536);
	run.argv = argv + 4;
	sync_open(&run.sync);
	pid = spawn(box, &run, CLONE_NEWUSER);
	must(idmap_write(pid, &ids), "idmap_write %d", pid);
	sync_go(&run.sync);
	return spawn_wait(pid);
}
