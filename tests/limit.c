/* limit.c - which limit has a program of observe --strict reached? */
#include <signal.h>
#include <sys/stat.h>

#include "bounds.h"
#include "cage.h"
#include "defence.h"
#include "facts.h"
#include "limit.h"

/* Of what it writes, and how often we look for memory: every N calls. */
enum { OUTPUT_MAX = 1 << 20, LOOK = 16 };

static bool too_much_output, too_much_memory;

static bool
is_full(int fd)
{
	struct stat s;

	return fstat(fd, &s) == 0 && s.st_size > OUTPUT_MAX;
}

bool
limit_reached(const struct sandbox *s)
{
	static int calls;

	if (!s->strict)
		return false;
	too_much_output |= is_full(s->out) || is_full(s->err);
	if (!cage_limits_memory() && ++calls % LOOK == 0)
		too_much_memory |= bounds_scarce();
	return too_much_output || too_much_memory;
}

void
limit_defences(const struct sandbox *s)
{
	defence_active("output", "%d KiB", OUTPUT_MAX >> 10);
	defence_active("time", "%d s, then all of it is killed", s->seconds);
}

void
limit_facts(const struct sandbox *s, bool timeout, int status)
{
	if (!s->strict)
		return;
	limit_reached(s); /* it may have ended since */
	fact_number(timeout, "limit.time");
	fact_number(too_much_output, "limit.output");
	fact_number(too_much_memory || cage_memory_hits() > 0, "limit.memory");
	fact_number(cage_task_hits() > 0, "limit.tasks");
	fact_number(status == 128 + SIGXCPU, "limit.cpu");
	fact_number(status == 128 + SIGXFSZ, "limit.file");
}
