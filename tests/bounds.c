/* bounds.c - what a hostile program may use up; see bounds.h */
#include <stddef.h>
#include <sys/resource.h>

#include "bounds.h"
#include "must.h"

static const struct {
	const char *name;
	int resource;
	rlim_t max;
} rlimits[] = {
	{ "RLIMIT_NPROC", RLIMIT_NPROC, 512 },
	{ "RLIMIT_NOFILE", RLIMIT_NOFILE, 256 },
	{ "RLIMIT_FSIZE", RLIMIT_FSIZE, 16 << 20 },
	{ "RLIMIT_CORE", RLIMIT_CORE, 0 },
	{ "RLIMIT_DATA", RLIMIT_DATA, 1 << 30 },
	{ "RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE, 1 << 20 },
	{ "RLIMIT_SIGPENDING", RLIMIT_SIGPENDING, 256 },
	{ "RLIMIT_MEMLOCK", RLIMIT_MEMLOCK, 8 << 20 },
};

void
bounds_set(void)
{
	struct rlimit old, want;
	size_t i;

	for (i = 0; i < sizeof rlimits / sizeof *rlimits; i++) {
		must(getrlimit(rlimits[i].resource, &old), "getrlimit %s",
		     rlimits[i].name);
		want.rlim_max = rlimits[i].max;
		if (want.rlim_max > old.rlim_max)
			want.rlim_max = old.rlim_max;
		want.rlim_cur = want.rlim_max;
		must(setrlimit(rlimits[i].resource, &want), "setrlimit %s",
		     rlimits[i].name);
	}
}
