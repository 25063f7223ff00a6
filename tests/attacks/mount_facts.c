/*
 * mount_facts - mountinfo is a list of names that anybody can choose
 *
 * Attack: [54,69] mounts at places whose names look like facts
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 25
 */
#include <sys/mount.h>
#include <sys/stat.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const places[] = { "/tmp/x=y",
					      "/tmp/.ns.uts=1",
					      "/tmp/a\nbox.ns.uts=1",
					      "/tmp/a - tmpfs none rw",
					      "/tmp/\033[2J",
					      "/tmp/\\x0abox=1" };
	size_t i;

	(void)pid;
	for (i = 0; i < sizeof places / sizeof *places; i++) {
		mkdir(places[i], 0755);
		mount("no=ne\nbox.ns.uts=1", places[i], "tmpfs", 0, NULL);
	}
	return 0;
}
