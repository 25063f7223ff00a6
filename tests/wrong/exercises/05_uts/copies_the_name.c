/*
 * Wrong: makes a namespace of its own and copies the box's hostname into it
 * Rejected-by: COMMAND is in the box's UTS namespace
 * Shows: COMMAND is in a third UTS namespace
 */
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	char path[64], name[65] = "box";
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/root/proc/sys/kernel/hostname",
		 pid);
	f = fopen(path, "r");
	if (f) {
		if (fgets(name, sizeof name, f))
			name[strcspn(name, "\n")] = '\0';
		fclose(f);
	}
	if (unshare(CLONE_NEWUTS) == -1)
		return -1;
	return sethostname(name, strlen(name));
}
