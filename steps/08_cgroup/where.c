/*
 * where.c - find the directory in which our cgroups can be made
 *
 * /proc/self/cgroup has a line for each tree of cgroups and says where we
 * are in it.  Version 1 names the controllers, version 2 has one line with
 * no name; on a hybrid system both kinds stand side by side:
 *
 *	4:memory:/user/ann		memory, version 1
 *	3:cpu,cpuacct:/			two controllers that share a tree
 *	0::/user.slice/ann		version 2
 *
 * /proc/self/mountinfo says where each tree is mounted.
 *
 * On version 1, a group below our own is all that it takes.  On version 2 a
 * controller is there for the children of a group only if the group's
 * cgroup.subtree_control names it; and a group that names one may hold no
 * processes itself (EBUSY), lest they compete with the children.  The
 * topmost group alone may do both.  We are in our own group, so most often
 * that one cannot; the one above it, which has only groups in it, can, if we
 * may write there.
 *
 * See cgroups(7), proc_pid_cgroup(5), proc_pid_mountinfo(5).
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "fileio.h"
#include "must.h"
#include "where.h"

/* Our line in /proc/self/cgroup: "4:memory:/path" (v1) or "0::/path". */
static int
find_path(const char *controller, char *path, size_t size)
{
	char line[1024], *names, *name, *rest;
	FILE *f = fopen("/proc/self/cgroup", "re");
	int version = 0;

	if (!f)
		must(-1, "open /proc/self/cgroup");
	while (version != 1 && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		names = strchr(line, ':') + 1;
		rest = strchr(names, ':');
		*rest++ = '\0';
		while ((name = strsep(&names, ","))) {
			if (strcmp(name, controller) == 0)
				version = 1;
			else if (!*name)
				version = 2;
			else
				continue;
			snprintf(path, size, "%s", rest);
		}
	}
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

	if (!f)
		must(-1, "open /proc/self/mountinfo");
	while (!found && fgets(line, sizeof line, f)) {
		tail = strstr(line, " - cgroup");
		if (!tail ||
		    sscanf(line, "%*s %*s %*s %255s %255s", root, top) != 2 ||
		    sscanf(tail, " - %15s %*s %255s", type, options) != 2)
			continue;
		found = version == 2 ? strcmp(type, "cgroup2") == 0
				     : strcmp(type, "cgroup") == 0 &&
					   strstr(options, controller);
	}
	fclose(f);
	return found;
}

/* v2: does DIR give CONTROLLER to its children, or can it be made to? */
static bool
offers(const char *dir, const char *controller)
{
	char path[600], text[256], word[32];

	snprintf(path, sizeof path, "%s/cgroup.subtree_control", dir);
	if (file_read(text, sizeof text, path) == -1)
		return false;
	if (strstr(text, controller))
		return true;
	snprintf(word, sizeof word, "+%s", controller);
	return file_try_write(word, path) == 0;
}

/* v2: from our own group upwards, the first that offers CONTROLLER. */
static void
find_parent(struct where *p, const char *controller)
{
	char own[512];
	int error = 0;

	snprintf(own, sizeof own, "%s", p->dir);
	while (!offers(p->dir, controller)) {
		error = error ? error : errno;
		if (strcmp(p->dir, p->top) == 0) {
			errno = error;
			must(-1, "give cgroups below %s the %s controller", own,
			     controller);
		}
		*strrchr(p->dir, '/') = '\0';
	}
}

struct where
cgroup_where(const char *controller)
{
	struct where p = { 0 };
	char path[256] = "", root[256];
	size_t n;

	p.version = find_path(controller, path, sizeof path);
	if (!p.version || !find_mount(p.version, controller, root, p.top))
		die("no cgroup tree with a %s controller is mounted here",
		    controller);
	/* Both count from the root of our cgroup namespace; in a container,
	 * the mount often shows a part of the tree. */
	n = strcmp(root, "/") == 0 ? 0 : strlen(root);
	if (strncmp(path, root, n) != 0)
		die("the %s cgroups at %s are not those that we are in",
		    controller, p.top);
	snprintf(p.dir, sizeof p.dir, "%s%s", p.top,
		 path[n] == '/' && path[n + 1] ? path + n : "");
	if (p.version == 2)
		find_parent(&p, controller);
	return p;
}
