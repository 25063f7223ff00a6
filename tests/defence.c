/* defence.c - which defences stand on this machine; see defence.h */
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>

#include "defence.h"
#include "must.h"

enum { DEFENCES = 32 };

static struct kept {
	int n;
	struct {
		char name[24], state[16], what[256];
	} line[DEFENCES];
} * kept; /* shared with all processes; they say theirs one after the other */

void
defences_keep(void)
{
	kept = mmap(NULL, sizeof *kept, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (kept == MAP_FAILED)
		must(-1, "mmap %zu bytes", sizeof *kept);
}

static void keep(const char *name, const char *state, const char *what,
		 va_list ap) __attribute__((format(printf, 3, 0)));

static void
keep(const char *name, const char *state, const char *what, va_list ap)
{
	int i;

	if (!kept || kept->n == DEFENCES)
		return;
	i = kept->n++;
	snprintf(kept->line[i].name, sizeof kept->line[i].name, "%s", name);
	snprintf(kept->line[i].state, sizeof kept->line[i].state, "%s", state);
	vsnprintf(kept->line[i].what, sizeof kept->line[i].what, what, ap);
}

#define DEFINE(state)                                                 \
	void defence_##state(const char *name, const char *what, ...) \
	{                                                             \
		va_list ap;                                           \
                                                                      \
		va_start(ap, what);                                   \
		keep(name, #state, what, ap);                         \
		va_end(ap);                                           \
	}

DEFINE(active)
DEFINE(degraded)
DEFINE(missing)

void
defences_print(FILE *out)
{
	int i;

	for (i = 0; kept && i < kept->n; i++)
		fprintf(out, "%s\t%s\t%s\n", kept->line[i].name,
			kept->line[i].state, kept->line[i].what);
}
