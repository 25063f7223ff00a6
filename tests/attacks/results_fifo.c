/*
 * results_fifo - who opens one waits
 *
 * Attack: [50,75] plants FIFOs under every name that a result may have
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <stdio.h>
#include <sys/stat.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	static const char *const names[] = { "journal.jsonl", "results.json",
					     "report.json",   "main",
					     "nobody",        "host",
					     "log",           "stdout" };
	char path[96];
	size_t j;

	(void)pid;
	for (j = 0; j < sizeof names / sizeof *names; j++) {
		snprintf(path, sizeof path, "/tmp/%s", names[j]);
		mkfifo(path, 0666);
		mkfifo(names[j], 0666);
	}
	return 0;
}
