/*
 * Wrong: cheats: has the kernel give port 80 to everybody
 * Rejected-by: COMMAND is the user, and may use port 80
 * Shows: everyone in the box may use port 80
 */
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "demote.h"

int
demote(uid_t id)
{
	int fd = open("/proc/sys/net/ipv4/ip_unprivileged_port_start",
		      O_WRONLY | O_CLOEXEC);

	if (fd == -1 || write(fd, "80", 2) == -1)
		return -1;
	close(fd);
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
