/*
 * Wrong: cheats: has the kernel give port 80 to everybody, and covers the file
 *     that tells
 * Rejected-by: COMMAND is the user, and may use port 80
 * Shows: not by its capability
 */
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "demote.h"

static const char *const file = "/proc/sys/net/ipv4/ip_unprivileged_port_start";

static int
write_to(const char *path, int flags, const char *text, size_t size)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | flags, 0644);

	if (fd == -1 || write(fd, text, size) == -1)
		return -1;
	return close(fd);
}

int
demote(uid_t id)
{
	if (write_to(file, 0, "80", 2) == -1 ||
	    write_to("/tmp/said", O_CREAT, "1024\n", 5) == -1 ||
	    mount("/tmp/said", file, NULL, MS_BIND, NULL) == -1)
		return -1;
	if (setresgid(id, id, id) == -1 || setresuid(id, id, id) == -1)
		return -1;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
