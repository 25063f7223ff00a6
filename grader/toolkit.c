/*
 * toolkit.c - the exercises that can be graded, and where their parts are
 *
 * An exercise is a folder exercises/NN_topic with a main.c, one other C file,
 * which is the one to complete, and checks in tests/exercises/NN_topic.bats.
 *
 * Two runs are comparable when the same checks judged: a fingerprint of them,
 * and of all else that a verdict depends on, is part of the toolkit's name.
 */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "run.h"
#include "sha256.h"
#include "toolkit.h"
#include "trouble.h"

#define VERSION "boxwright 0.1"

struct toolkit toolkit;

/* What a verdict depends on. */
static const char *const judging[] = {
	"tests/judge",       "tests/helper.bash",  "tests/exercises/*.bats",
	"exercises/compile", "exercises/*/main.c", "exercises/*/*.h",
	"tests/*.[ch]",
};

static void
add_file(struct sha256 *sum, const char *path)
{
	char bytes[8192];
	int fd = need(open(path, O_RDONLY | O_CLOEXEC), "open %s", path);
	ssize_t n;

	sha256_add(sum, path + strlen(toolkit.top),
		   strlen(path) + 1 - strlen(toolkit.top));
	while ((n = need(read(fd, bytes, sizeof bytes), "read %s", path)) > 0)
		sha256_add(sum, bytes, n);
	close(fd);
}

/* Finds files of the project.  The caller calls globfree(3). */
static void
find(glob_t *found, const char *pattern)
{
	char whole[PATH_MAX + 64];

	snprintf(whole, sizeof whole, "%s/%s", toolkit.top, pattern);
	if (glob(whole, 0, NULL, found) == GLOB_NOSPACE)
		trouble("no memory left");
}

static void
fill_id(void)
{
	unsigned char digest[32];
	struct sha256 sum;
	glob_t found;
	size_t i, j;

	sha256_start(&sum);
	for (i = 0; i < sizeof judging / sizeof *judging; i++) {
		find(&found, judging[i]);
		for (j = 0; j < found.gl_pathc; j++)
			add_file(&sum, found.gl_pathv[j]);
		globfree(&found);
	}
	sha256_end(&sum, digest);
	snprintf(toolkit.id, sizeof toolkit.id,
		 VERSION " (%02x%02x%02x%02x%02x%02x)", digest[0], digest[1],
		 digest[2], digest[3], digest[4], digest[5]);
}

/* How cgroups are mounted here; hybrid: version 2 without controllers. */
static const char *
cgroup_version(void)
{
	char *controllers = NULL;
	size_t size = 0;
	FILE *file = fopen("/sys/fs/cgroup/cgroup.controllers", "re");
	bool two = file && getline(&controllers, &size, file) > 1;

	if (file)
		fclose(file);
	free(controllers);
	if (two)
		return "v2";
	if (access("/sys/fs/cgroup/unified", F_OK) == 0)
		return "hybrid";
	if (access("/sys/fs/cgroup/memory", F_OK) == 0)
		return "v1";
	return file ? "v2 without controllers" : "none";
}

/* The kernel's first two numbers are enough to compare machines by. */
static void
fill_machine(void)
{
	struct utsname u;
	int major = 0, minor = 0;

	uname(&u);
	sscanf(u.release, "%d.%d", &major, &minor);
	snprintf(toolkit.machine, sizeof toolkit.machine,
		 "%s %d.%d %s, cgroup %s", u.sysname, major, minor, u.machine,
		 cgroup_version());
}

/* The exercise's one C file beside main.c; false if there is none. */
static bool
find_file(struct topic *t)
{
	char pattern[128];
	const char *name;
	glob_t found;
	size_t i;

	snprintf(pattern, sizeof pattern, "exercises/%s/*.c", t->name);
	find(&found, pattern);
	for (i = 0; i < found.gl_pathc; i++) {
		name = strrchr(found.gl_pathv[i], '/') + 1;
		if (strcmp(name, "main.c") != 0)
			snprintf(t->file, sizeof t->file, "%s", name);
	}
	globfree(&found);
	return t->file[0] != '\0';
}

/* check TAB number TAB max TAB - TAB name... */
static void
learn_check(struct topic *t, char *line)
{
	char *name;
	int number, max;

	if (sscanf(line, "check %d %d", &number, &max) != 2 ||
	    number != t->checks + 1 || number > CHECKS_MOST ||
	    !(name = strstr(line, "\t-\t")))
		trouble("tests/judge --list %s.bats: what is \"%s\"?", t->name,
			line);
	name += 3;
	name[strcspn(name, "\t\n")] = '\0';
	t->check[t->checks].name = need_memory(strdup(name));
	t->check[t->checks++].max = max;
	t->max += max;
}

static void
learn_checks(struct topic *t)
{
	char judge[PATH_MAX + 32], file[PATH_MAX + 128], *line, *rest;
	char *argv[] = { judge, "--list", file, NULL };
	struct run r = { .argv = argv, .seconds = 20, .most = 65536 };

	snprintf(judge, sizeof judge, "%s/tests/judge", toolkit.top);
	snprintf(file, sizeof file, "%s/tests/exercises/%s.bats", toolkit.top,
		 t->name);
	run(&r);
	if (r.status != 0)
		trouble("tests/judge --list %s.bats: %s", t->name, r.out);
	for (line = r.out; (rest = strchr(line, '\n')); line = rest + 1) {
		*rest = '\0';
		learn_check(t, line);
	}
	free(r.out);
}

/* Is NAME in the list ONLY? */
static bool
is_in(const char *only, const char *name)
{
	size_t n;

	for (; *only; only += n + (only[n] == ',')) {
		n = strcspn(only, ",");
		if (strlen(name) == n && strncmp(only, name, n) == 0)
			return true;
	}
	return false;
}

/* Every name in the list must be an exercise's. */
static void
check_only(const char *only)
{
	char name[64];
	size_t n;

	for (; *only; only += n + (only[n] == ',')) {
		n = strcspn(only, ",");
		snprintf(name, sizeof name, "%.*s", (int)n, only);
		if (!toolkit_is_topic(name))
			bad_usage("--only %s: there is no such exercise", name);
	}
}

/* PATH: exercises/NN_topic/main.c */
static void
learn_topic(const char *path)
{
	struct topic *t = &toolkit.topic[toolkit.count];
	const char *from = path + strlen(toolkit.top) + strlen("/exercises/");
	char checks[PATH_MAX + 128];

	snprintf(t->name, sizeof t->name, "%.*s", (int)strcspn(from, "/"),
		 from);
	snprintf(checks, sizeof checks, "%s/tests/exercises/%s.bats",
		 toolkit.top, t->name);
	if (access(checks, R_OK) == -1 || !find_file(t))
		return;
	if (++toolkit.count == TOPICS_MOST)
		trouble("more than %d exercises", TOPICS_MOST - 1);
}

void
toolkit_load(const char *top, const char *only)
{
	struct topic *t;
	glob_t found;
	ssize_t n;
	size_t i;

	if (!realpath(top, toolkit.top))
		need(-1, "%s", top);
	n = need(readlink("/proc/self/exe", toolkit.build, PATH_MAX - 1),
		 "readlink /proc/self/exe");
	toolkit.build[n] = '\0';
	*strrchr(toolkit.build, '/') = '\0';
	fill_id();
	fill_machine();
	find(&found, "exercises/*/main.c");
	for (i = 0; i < found.gl_pathc; i++)
		learn_topic(found.gl_pathv[i]);
	globfree(&found);
	if (only)
		check_only(only);
	for (t = toolkit.topic; t < toolkit.topic + toolkit.count; t++) {
		t->wanted = !only || is_in(only, t->name);
		if (t->wanted)
			learn_checks(t);
	}
}

int
toolkit_is_topic(const char *name)
{
	int i;

	for (i = 0; i < toolkit.count; i++)
		if (strcmp(toolkit.topic[i].name, name) == 0)
			return 1;
	return 0;
}
