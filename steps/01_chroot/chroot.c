/*
 * chroot.c - another root directory for this process
 *
 * Every process has two directories that the kernel starts paths from: a
 * root for those that begin with "/", and a working directory for all
 * others.  chroot(2) sets the first one:
 *
 *	host's tree		what the box calls it
 *
 *	/			(no name)
 *	`-- build		(no name)
 *	    `-- rootfs		/
 *	        |-- bin		/bin
 *	        `-- tmp		/tmp
 *
 * It came with Version 7 Unix in 1979, where no program used it; what it was
 * for is not on record.  The FTP server of 4.2BSD (1983) showed strangers one
 * directory by it.  FreeBSD's jail (2000) set out to mend what it leaves
 * open, and containers follow from there.
 *
 * What it does is one rule in the walk along a path: at the root directory
 * ".." leads nowhere.  The kernel compares the two directories, and looks
 * at nothing else:
 *
 *	step "..":  is this directory the process's root?  stay
 *	            else                                    go to its parent
 *
 * A walk that starts below the root comes to it on its way up, and is
 * stopped.  A walk that starts anywhere else never does, and is not:
 *
 *	/			^
 *	`-- build		|
 *	    |-- rootfs	root	|  not on the way
 *	    `-- obj	start --+
 *
 * Beware:
 *   - The working directory stays where it was.  One that lies outside the
 *     new root makes ".." walk on up: chdir("/") has to follow at once.
 *   - Open directories stay open and lead out just as well.
 *   - A process that may call chroot(2) can make such a pair by itself and
 *     walk out: escape_demo.c does.  This is why chroot is no wall, and why
 *     step 02 takes the old root away instead.
 *   - Nothing but paths is changed.  Processes, the network, the hostname
 *     and the user are the host's.
 *
 * See chroot(2), path_resolution(7), pivot_root(2).
 */
#include <unistd.h>

#include "chroot.h"
#include "must.h"

void
chroot_enter(const char *dir)
{
	must(chroot(dir), "chroot %s", dir);

	/* Until this call "." lies outside, and ".." leads anywhere. */
	must(chdir("/"), "chdir /");
}
