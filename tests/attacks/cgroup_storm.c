/*
 * cgroup_storm - control groups, which nobody removes
 *
 * Attack: [17] makes 2,000 groups wherever it may in /sys/fs/cgroup
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 25
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const trees[] = { "", "/memory", "/pids", "/cpu",
					     "/unified" };
	char path[96];
	int i, j;

	(void)pid;
	for (j = 0; j < 5; j++)
		for (i = 0; i < 2000; i++) {
			snprintf(path, sizeof path,
				 "/sys/fs/cgroup%s/boxwright-attack-%d",
				 trees[j], i);
			if (mkdir(path, 0755) == -1)
				break;
		}
	_exit(EXIT_FAILURE);
}
