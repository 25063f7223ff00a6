/* bounds.c - how much a hostile program may use up; see bounds.h */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounds.h"
#include "defence.h"
#include "fileio.h"
#include "must.h"

static void
set_rlimit(const char *name, int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit limit;

	must(getrlimit(resource, &limit), "getrlimit %s", name);
	/* who may not raise it has it lower already */
	if (hard < limit.rlim_max)
		limit.rlim_max = hard;
	limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
	must(setrlimit(resource, &limit), "setrlimit %s", name);
}

/* Before Linux 5.14 all processes of the same user count, also those outside:
 * there may be more already. */
static bool
can_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid != -1 && waitpid(pid, NULL, 0) == pid;
}

/* The cgroup's limit, where there is one, is to come first: it counts how
 * often it was hit. */
static void
set_nproc(int tasks)
{
	struct rlimit old;

	must(getrlimit(RLIMIT_NPROC, &old), "getrlimit RLIMIT_NPROC");
	set_rlimit("RLIMIT_NPROC", RLIMIT_NPROC, tasks + 64, old.rlim_max);
	if (can_fork()) {
		set_rlimit("RLIMIT_NPROC", RLIMIT_NPROC, tasks + 64,
			   tasks + 64);
		return;
	}
	must(setrlimit(RLIMIT_NPROC, &old), "setrlimit RLIMIT_NPROC");
	defence_missing("RLIMIT_NPROC",
			"this user has more than %d processes, and the kernel "
			"counts them all",
			tasks + 64);
}

static void
set_rlimits(const struct bounds *b)
{
	const struct {
		const char *name;
		int resource;
		rlim_t max;
	} table[] = {
		{ "RLIMIT_DATA", RLIMIT_DATA, b->memory },
		{ "RLIMIT_FSIZE", RLIMIT_FSIZE, b->file },
		{ "RLIMIT_NOFILE", RLIMIT_NOFILE, b->descriptors },
		{ "RLIMIT_CORE", RLIMIT_CORE, 0 },
		{ "RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE, 1 << 20 },
		{ "RLIMIT_SIGPENDING", RLIMIT_SIGPENDING, 256 },
		{ "RLIMIT_MEMLOCK", RLIMIT_MEMLOCK, 8 << 20 },
		{ "RLIMIT_RTPRIO", RLIMIT_RTPRIO, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		set_rlimit(table[i].name, table[i].resource, table[i].max,
			   table[i].max);
	set_nproc(b->tasks);
	/* first SIGXCPU, which says why, then SIGKILL */
	set_rlimit("RLIMIT_CPU", RLIMIT_CPU, b->cpu, b->cpu + 1);
	defence_active("rlimits",
		       "files of %lld MiB, %d descriptors, %d s of processor "
		       "time, no core",
		       b->file >> 20, b->descriptors, b->cpu);
}

/* These files are our user namespace's own, and hold for those below it. */
static void
limit_namespaces(int max)
{
	static const char *const kinds[] = { "user", "pid", "mnt",    "net",
					     "uts",  "ipc", "cgroup", "time" };
	char path[64], number[16];
	size_t i;
	int failed = 0;

	snprintf(number, sizeof number, "%d", max);
	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		snprintf(path, sizeof path, "/proc/sys/user/max_%s_namespaces",
			 kinds[i]);
		failed += file_try_write(number, path) == -1;
	}
	failed +=
	    file_try_write("32", "/proc/sys/user/max_inotify_instances") == -1;
	failed +=
	    file_try_write("1024", "/proc/sys/user/max_inotify_watches") == -1;
	if (failed)
		defence_degraded("namespace limits",
				 "%d limits of /proc/sys/user not set", failed);
	else
		defence_active("namespace limits", "%d of each kind", max);
}

/* Since Linux 6.14 each PID namespace has a limit of its own; the numbers up
 * to 300 are given only once. */
static void
limit_pids(int tasks)
{
	char number[16];

	snprintf(number, sizeof number, "%d", 300 + tasks + 64);
	if (file_try_write(number, "/proc/sys/kernel/pid_max") == 0)
		defence_active("process numbers", "kernel.pid_max %s", number);
	else
		defence_degraded("process numbers", "RLIMIT_NPROC %d",
				 tasks + 64);
}

void
bounds_set(const struct bounds *b)
{
	limit_namespaces(b->namespaces);
	limit_pids(b->tasks);
	set_rlimits(b);
}

bool
bounds_scarce(void)
{
	char text[512], *at;
	long total = 0, left = 0;

	if (file_read(text, sizeof text, "/proc/meminfo") == -1)
		return false;
	if ((at = strstr(text, "MemTotal:")))
		total = strtol(at + 9, NULL, 10);
	if ((at = strstr(text, "MemAvailable:")))
		left = strtol(at + 13, NULL, 10);
	return left < total / 16;
}
