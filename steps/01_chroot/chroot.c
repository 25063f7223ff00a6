/*
 * chroot.c - another root directory for this process
 *
 * Every process has a root directory: where the kernel starts when a path
 * begins with "/", and where ".." leads no further up.  chroot(2) sets it,
 * since Version 7 Unix (1979).
 *
 * It changes where names lead, and nothing else:
 *
 *	host's tree		what the box calls it
 *	/			(no name)
 *	`-- build
 *	    `-- rootfs		/
 *	        |-- bin		/bin
 *	        `-- tmp		/tmp
 *
 * Beware:
 *   - The working directory stays where it was.  One that lies outside the
 *     new root makes ".." walk on up: chdir("/") has to follow at once.
 *   - Open directories stay open and lead out just as well.
 *   - A process that may call chroot(2) can make such a pair by itself and
 *     walk out: escape_demo.c does.  This is why chroot is no wall, and why
 *     step 02 takes the old root away instead.
 *
 * See chroot(2), path_resolution(7).
 */
#include <unistd.h>

#include "chroot.h"
#include "must.h"

void
chroot_enter(const char *dir)
{
	must(chroot(dir), "chroot %s", dir);
	must(chdir("/"), "chdir /");
}
