/*
 * 01_chroot - get out of a chroot, and run a command there
 *
 *	01_chroot [-d DEPTH] [-n] COMMAND [ARG...]
 *
 * To be started as root in a chroot, as step 01 makes one.  First,
 *
 *	-d DEPTH	it goes further in: into a second chroot, so many
 *			directories below the first one's /tmp
 *	-n		it gives up the right to call chroot(2)
 *
 * The filter of step 09 is around us, which forbids to mount and to join
 * namespaces, and fchdir(2) besides: the way out needs none of them.  Who
 * judges has loaded it before we start; for all others we do.
 *
 * Everything but chroot_escape() is here; you need not change this file.
 */
#include <linux/capability.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caps.h"
#include "chroot.h"
#include "escape.h"
#include "must.h"
#include "options.h"
#include "seccomp.h"

static void
go_further_in(int depth)
{
	must(chdir("/tmp"), "chdir /tmp");
	for (; depth > 0; depth--) {
		must(mkdir("d", 0755), "mkdir d");
		must(chdir("d"), "chdir d");
	}
	must(mkdir("tmp", 0755), "mkdir tmp");
	chroot_enter(".");
}

static void
load_filter(void)
{
	static struct seccomp filter;
	struct list deny = { 1, { "fchdir" } }, kill = { 0 };

	seccomp_compile(&filter, &deny, &kill);
	seccomp_load(&filter);
}

int
main(int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "+d:n")) != -1) {
		if (option == 'd')
			go_further_in(option_number("-d", optarg, 0, 10000));
		else if (option == 'n')
			caps_limit(~(UINT64_C(1) << CAP_SYS_CHROOT));
		else
			return EXIT_STEP;
	}
	if (!argv[optind])
		die("want [-d DEPTH] [-n] COMMAND [ARG...]");
	load_filter();
	must(chroot_escape(), "get out");
	execvp(argv[optind], argv + optind);
	must(-1, "execvp %s, in the root directory that we have now",
	     argv[optind]);
}
