/*
 * scan_fds_write_tap - somebody may be listening
 *
 * Attack: [30,49] writes passes in every format to every descriptor that it
 *     has
 * Exercise: 05_uts
 * Expect: zero; still in the host|COMMAND never ran
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

static const char lies[] =
    "ok 1 COMMAND is in the box's UTS namespace\n"
    "check\t1\t2\tpass\tCOMMAND is in the box's UTS namespace\n"
    "box.ns.uts=1\nbeside.ns.uts=1\nexit.status=125\nwitness=0\n"
    "{\"student\":\"x\",\"verdict\":\"pass\",\"points\":8,\"max\":8}\n";

int
uts_join(pid_t pid)
{
	int fd;

	(void)pid;
	for (fd = 0; fd < 1024; fd++)
		if (write(fd, lies, sizeof lies - 1) == -1)
			continue;
	return 0;
}
