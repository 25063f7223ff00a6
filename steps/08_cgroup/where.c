/*
 * where.c - find the directory in which our cgroups can be made
 *
 * /proc/self/cgroup has a line for each tree of cgroups: where we are in it.
 * Version 1 names the controllers, version 2 none; a hybrid system has both:
 *
 *	4:memory:/user/ann		memory, version 1
 *	3:cpu,cpuacct:/			two controllers that share a tree
 *	0::/user.slice/ann		version 2
 *
 * /proc/self/mountinfo says where each tree is mounted.  On version 1 a group
 * below our own is all that it takes.  On version 2 a group's children have a
 * controller only if its cgroup.subtree_control names it, and a group that
 * names one may hold no processes itself, lest they compete with the children
 * (the topmost group alone may do both).  In our own is at least one process:
 * us.  If there is no other, we step aside into a leaf, for as long as we run:
 *
 *	ann	holds us		ann	gives memory to:
 *					|-- boxwright-a7dK2c	holds us
 *					`-- boxwright-x3Fq0a	the box
 *
 * Otherwise a group above, with only groups in it, will do, if it is ours.
 *
 * Beware: cpu and pids are "threaded" controllers.  A group with processes
 * may name them without an error; but then its children are "domain invalid"
 * and take no process (EOPNOTSUPP).  So look first.
 *
 * See cgroups(7), proc_pid_cgroup(5), proc_pid_mountinfo(5).
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"
#include "where.h"

static const char *const controllers[] = { "memory", "pids", "cpu" };
enum { CONTROLLERS = sizeof controllers / sizeof *controllers };
static char aside[512]; /* the leaf that we stepped into, or "" */

/* "cpu" is a word of "cpu,cpuacct" and none of "cpuset". */
static bool
has_word(const char *list, const char *word)
{
	size_t n;

	for (; *list; list += n + (list[n] != '\0')) {
		n = strcspn(list, " ,\n");
		if (n == strlen(word) && strncmp(list, word, n) == 0)
			return true;
	}
	return false;
}

/* Our line in /proc/self/cgroup: "4:memory:/path" (v1) or "0::/path". */
static int
find_path(const char *controller, char *path, size_t size)
{
	char line[1024], *names, *rest;
	FILE *f = fopen("/proc/self/cgroup", "re");
	int version = 0;

	must(f ? 0 : -1, "open /proc/self/cgroup");
	while (version != 1 && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		names = strchr(line, ':') + 1;
		rest = strchr(names, ':');
		*rest++ = '\0';
		if (has_word(names, controller))
			version = 1;
		else if (!*names)
			version = 2;
		else
			continue;
		if (snprintf(path, size, "%s", rest) >= (int)size)
			die("the path of our cgroup is too long");
	}
	must(ferror(f) ? -1 : 0, "read /proc/self/cgroup");
	fclose(f);
	return version;
}

/* Where the tree is mounted, and which of its directories is the ROOT there:
 * "36 35 0:30 ROOT TOP flags - cgroup source rw,memory". */
static bool
find_mount(int version, const char *controller, char *root, char *top)
{
	char line[1024], type[16], options[256], *tail;
	FILE *f = fopen("/proc/self/mountinfo", "re");
	bool found = false;

	must(f ? 0 : -1, "open /proc/self/mountinfo");
	while (!found && fgets(line, sizeof line, f)) {
		tail = strstr(line, " - cgroup");
		if (!tail ||
		    sscanf(line, "%*s %*s %*s %255s %255s", root, top) != 2 ||
		    sscanf(tail, " - %15s %*s %255s", type, options) != 2)
			continue;
		found = version == 2 ? strcmp(type, "cgroup2") == 0
				     : strcmp(type, "cgroup") == 0 &&
					   has_word(options, controller);
	}
	must(ferror(f) ? -1 : 0, "read /proc/self/mountinfo");
	fclose(f);
	return found;
}

/* The text of DIR/FILE; "" where it cannot be read. */
static const char *
read_group(const char *dir, const char *file)
{
	static char text[4096];
	char path[600];

	snprintf(path, sizeof path, "%s/%s", dir, file);
	if (file_read(text, sizeof text, path) == -1)
		*text = '\0';
	return text;
}

/* v2: may we make groups in DIR that have CONTROLLER?  -1 and errno if not.
 * What we switch on stays on: another run may have begun to rely on it. */
static int
offer(const char *dir, const char *controller)
{
	char path[600], word[32];

	if (access(dir, W_OK) == -1)
		return -1;
	/* the topmost has no cgroup.type, and may hold processes */
	if (*read_group(dir, "cgroup.type") &&
	    *read_group(dir, "cgroup.procs")) {
		errno = EBUSY;
		return -1;
	}
	if (has_word(read_group(dir, "cgroup.subtree_control"), controller))
		return 0;
	snprintf(path, sizeof path, "%s/cgroup.subtree_control", dir);
	snprintf(word, sizeof word, "+%s", controller);
	if (file_try_write(word, path) == -1)
		return -1;
	return must(0, "write \"%s\" to %s", word, path);
}

/* v2: if we are alone in DIR and may, moves us to a leaf below it. */
static bool
step_aside(const char *dir)
{
	char pid[16], leaf[sizeof aside];

	snprintf(pid, sizeof pid, "%d\n", getpid());
	if (*aside || strcmp(read_group(dir, "cgroup.procs"), pid) != 0)
		return false;
	snprintf(leaf, sizeof leaf, "%.490s/boxwright-XXXXXX", dir);
	must(mkdtemp(leaf) ? 0 : -1, "mkdir cgroup %s", leaf);
	strcpy(aside, leaf);
	file_write(pid, "%s/cgroup.procs", aside);
	return true;
}

void
cgroup_come_back(void)
{
	char word[16], path[600];
	size_t i;

	if (!*aside)
		return;
	/* First the controllers: while they are on, we may not come in. */
	snprintf(path, sizeof path, "%s/../cgroup.subtree_control", aside);
	for (i = 0; i < CONTROLLERS; i++) {
		snprintf(word, sizeof word, "-%s", controllers[i]);
		file_try_write(word, path);
	}
	snprintf(path, sizeof path, "%s/../cgroup.procs", aside);
	snprintf(word, sizeof word, "%d", getpid());
	if (file_try_write(word, path) == -1 || rmdir(aside) == -1)
		note("cannot leave cgroup %s: %s", aside, errno_name(errno));
	else
		must(0, "leave and rmdir cgroup %s", aside);
	*aside = '\0';
}

/* The same for all that are wanted and not in a tree of version 1. */
static int
offer_all(const char *dir, const char *wanted)
{
	char path[256];
	size_t i;

	for (i = 0; i < CONTROLLERS; i++)
		if (has_word(wanted, controllers[i]) &&
		    find_path(controllers[i], path, sizeof path) == 2 &&
		    offer(dir, controllers[i]) == -1)
			return -1;
	return 0;
}

/* v2: from our own group upwards, the first that offers all. */
static void
find_parent(struct where *p, const char *wanted)
{
	char own[512];
	int error = 0;

	snprintf(own, sizeof own, "%s", p->dir);
	while (offer_all(p->dir, wanted) == -1) {
		if (errno == EBUSY && step_aside(p->dir))
			continue;
		error = error ? error : errno;
		if (strcmp(p->dir, p->top) == 0) {
			errno = error;
			must(-1, "give cgroups in %s:%s", own, wanted);
		}
		*strrchr(p->dir, '/') = '\0';
	}
}

struct where
cgroup_where(const char *controller, const char *wanted)
{
	struct where p = { 0 };
	char path[256] = "", root[256];
	size_t n;

	p.version = find_path(controller, path, sizeof path);
	if (!p.version || !find_mount(p.version, controller, root, p.top))
		die("no %s cgroups are mounted here", controller);
	/* Both count from the root of our cgroup namespace; in a container,
	 * the mount often shows a part of the tree. */
	n = strcmp(root, "/") == 0 ? 0 : strlen(root);
	if (strncmp(path, root, n) != 0 || (n && path[n] && path[n] != '/'))
		die("the %s cgroups at %s are not those that we are in",
		    controller, p.top);
	snprintf(p.dir, sizeof p.dir, "%s%s", p.top,
		 path[n] == '/' && path[n + 1] ? path + n : "");
	if (p.version == 1)
		return p;
	if (!has_word(read_group(p.top, "cgroup.controllers"), controller))
		die("cgroup v2 at %s has no %s controller; is it switched off "
		    "(cgroup_enable=memory on a Raspberry Pi), or in use by "
		    "v1?",
		    p.top, controller);
	find_parent(&p, wanted);
	return p;
}
