/* cage.c - a cgroup around a sandbox; see cage.h, and steps/08_cgroup */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cage.h"
#include "cgroup.h"
#include "defence.h"
#include "fileio.h"
#include "must.h"
#include "where.h"

static struct cgroup group;
static int door[CGROUP_LEVELS];
static bool has_memory, has_tasks, is_open;
static const char *const controllers[] = { "memory", "pids", "cpu" };
enum { CONTROLLERS = sizeof controllers / sizeof *controllers };

/* ---- removing ---------------------------------------------------------- */

/* Any directory in DIR, or NULL. */
static const char *
some_directory(int dir)
{
	static char name[256];
	struct dirent *e;
	DIR *d =
	    fdopendir(openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	bool found = false;

	while (d && !found && (e = readdir(d)))
		if (e->d_type == DT_DIR && *e->d_name != '.') {
			found = true;
			snprintf(name, sizeof name, "%s", e->d_name);
		}
	if (d)
		closedir(d);
	return found ? name : NULL;
}

/* Removes the groups in DIR, down and up again: they may be nested deeper
 * than a path is long. */
static void
empty_directory(int dir)
{
	int at = dup(dir), next, depth = 0;
	const char *name;

	while (at != -1 && ((name = some_directory(at)) || depth > 0)) {
		if (name && unlinkat(at, name, AT_REMOVEDIR) == 0)
			continue;
		if (name && errno != EBUSY && errno != ENOTEMPTY)
			break;
		depth += name ? 1 : -1;
		next = openat(at, name ? name : "..",
			      O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close(at);
		at = next;
	}
	close(at);
}

/* What killed runs left in PARENT: groups that nobody locks. */
static void
remove_stale(const char *parent)
{
	char path[1024];
	struct dirent *e;
	DIR *d = opendir(parent);
	int fd, lock = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	flock(lock, LOCK_EX);
	while (d && (e = readdir(d))) {
		if (strncmp(e->d_name, "boxwright-", 10) != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", parent, e->d_name);
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd != -1 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
			empty_directory(fd);
			rmdir(path);
		}
		close(fd);
	}
	if (d)
		closedir(d);
	close(lock);
}

static void
empty_cage(void)
{
	int i;

	for (i = 0; i < group.n; i++)
		empty_directory(group.level[i].lock);
}

void
cage_remove(void)
{
	empty_cage();
	cgroup_remove(&group);
}

/* ---- making ------------------------------------------------------------ */

/* Can a group with CONTROLLER be made?  In a child, since cgroup_where() ends
 * the process if not; what it says then is the reason, in WHY.  Where it can,
 * what killed runs left there is removed. */
static bool
offers(const char *controller, char *why, size_t size)
{
	struct where w;
	int fd[2], status;
	ssize_t n;
	pid_t pid;

	must(pipe2(fd, O_CLOEXEC), "pipe2");
	pid = must(fork(), "fork");
	if (pid == 0) {
		side = "box"; /* no exit handlers */
		dup2(fd[1], STDERR_FILENO);
		w = cgroup_where(controller, controller);
		must(access(w.dir, W_OK), "write to cgroup %s", w.dir);
		remove_stale(w.dir);
		_exit(0);
	}
	close(fd[1]);
	n = read(fd[0], why, size - 1);
	close(fd[0]);
	why[n > 0 ? n : 0] = '\0';
	why[strcspn(why, "\n")] = '\0';
	must(waitpid(pid, &status, 0), "waitpid");
	return status == 0;
}

void
cage_sweep(void)
{
	char why[512];
	size_t i;

	for (i = 0; i < CONTROLLERS; i++)
		offers(controllers[i], why, sizeof why);
}

/* Lets OWNER make groups in DIR/box. */
static void
open_level(const char *dir, uid_t owner)
{
	static const char *const files[] = { "", "/cgroup.procs", "/tasks",
					     "/cgroup.subtree_control" };
	gid_t group_id = owner == geteuid() ? getegid() : owner;
	char path[700], word[16];
	size_t i;

	for (i = 0; i < CONTROLLERS; i++) { /* version 2 only */
		snprintf(path, sizeof path, "%s/cgroup.subtree_control", dir);
		snprintf(word, sizeof word, "+%s", controllers[i]);
		file_try_write(word, path);
	}
	snprintf(path, sizeof path, "%s/box", dir);
	must(mkdir(path, 0755), "mkdir cgroup %s", path);
	/* mount(2) of version 2 goes down to the box's group as its user */
	must(chmod(dir, 0755), "chmod cgroup %s", dir);
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/box%s", dir, files[i]);
		/* its group, too: who has a capability has it over files of
		 * which both are his */
		if (chown(path, owner, group_id) == -1 && errno != ENOENT)
			must(-1, "chown cgroup %s", path);
	}
}

static void
cap_levels(void)
{
	char path[600];
	int i;

	for (i = 0; i < group.n; i++) {
		snprintf(path, sizeof path, "%s/cgroup.max.descendants",
			 group.level[i].dir);
		file_try_write("64", path);
	}
}

void
cage_make(long long memory, int tasks, bool open)
{
	char bytes[24], number[16], why[3][512];

	has_memory = offers("memory", why[0], sizeof why[0]);
	has_tasks = offers("pids", why[1], sizeof why[1]);
	is_open = open;
	snprintf(bytes, sizeof bytes, "%lld", memory);
	snprintf(number, sizeof number, "%d", tasks);
	if (has_memory || has_tasks)
		cgroup_create(&group, has_memory ? bytes : NULL,
			      has_tasks ? number : NULL,
			      open && offers("cpu", why[2], sizeof why[2])
				  ? "100000"
				  : NULL);
	/* after cgroup_create() has registered its own, to run before that */
	if (atexit(empty_cage) != 0)
		die("atexit: out of memory");
	cap_levels();
	if (has_memory)
		defence_active("memory", "cgroup, %lld MiB in all",
			       memory >> 20);
	else
		defence_degraded(
		    "memory",
		    "RLIMIT_DATA for each process, and an end when "
		    "the machine's gets scarce (%s)",
		    why[0]);
	if (has_tasks)
		defence_active("tasks", "cgroup, %d in all", tasks);
	else
		defence_degraded("tasks", "kernel.pid_max or RLIMIT_NPROC (%s)",
				 why[1]);
}

bool
cage_limits_memory(void)
{
	return has_memory;
}

bool
cage_limits_tasks(void)
{
	return has_tasks;
}

/* The file of the group DIR to which a process writes "0" to go there.  That
 * of version 1 for threads is as good, for a process that has only one, and
 * quicker: since Linux 5.5 nothing has to wait, while for whole processes the
 * kernel must first hold up all forks and exits, which takes it 5 to 20 ms. */
static int
open_door(const char *dir)
{
	char path[700];
	int fd;

	snprintf(path, sizeof path, "%s/tasks", dir);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd != -1 || errno != ENOENT)
		return must(fd, "open cgroup %s", path);
	snprintf(path, sizeof path, "%s/cgroup.procs", dir);
	return must(open(path, O_WRONLY | O_CLOEXEC), "open cgroup %s", path);
}

void
cage_open(uid_t owner)
{
	/* its own user could lift the limits of the group that it sees */
	bool below = is_open || owner == geteuid();
	char dir[600];
	int i;

	for (i = 0; i < group.n; i++) {
		if (below)
			open_level(group.level[i].dir, owner);
		snprintf(dir, sizeof dir, "%s%s", group.level[i].dir,
			 below ? "/box" : "");
		door[i] = open_door(dir);
	}
}

/* ---- inside ------------------------------------------------------------ */

void
cage_enter(void)
{
	int i;

	for (i = 0; i < group.n; i++)
		must(write(door[i], "0", 1), "enter cgroup %s",
		     group.level[i].dir);
}

/* The controllers of our tree that has CONTROLLER, as its mount options:
 * "cpu,cpuacct"; "" for version 2. */
static void
tree_options(const char *controller, char *options, size_t size)
{
	char line[1024], want[32], list[300], *names, *end;
	FILE *f = fopen("/proc/self/cgroup", "re");

	*options = '\0';
	snprintf(want, sizeof want, ",%s,", controller);
	while (f && fgets(line, sizeof line, f)) {
		names = strchr(line, ':') + 1;
		end = strchr(names, ':');
		snprintf(list, sizeof list, ",%.*s,", (int)(end - names),
			 names);
		if (strstr(list, want))
			snprintf(options, size, "%.*s", (int)(end - names),
				 names);
	}
	if (f)
		fclose(f);
}

static void
mount_version_2(void)
{
	unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;

	must(mount("cgroup", "sys/fs/cgroup", "cgroup2", flags, NULL),
	     "mount cgroup2");
	/* a group with processes can give nothing to groups below */
	must(mkdir("sys/fs/cgroup/leaf", 0755), "mkdir cgroup leaf");
	file_write("0", "sys/fs/cgroup/leaf/cgroup.procs");
}

void
cage_mount(void)
{
	unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
	char options[256], dir[300];
	bool version_2 = false;
	int i;

	if (!is_open || group.n == 0)
		return;
	must(mkdir("sys/fs", 0755), "mkdir sys/fs");
	must(mkdir("sys/fs/cgroup", 0755), "mkdir sys/fs/cgroup");
	for (i = 0; i < CONTROLLERS; i++) {
		tree_options(controllers[i], options, sizeof options);
		version_2 |= !*options;
		snprintf(dir, sizeof dir, "sys/fs/cgroup/%s", options);
		if (!*options || mkdir(dir, 0755) == -1)
			continue; /* or two controllers share a tree */
		must(mount("cgroup", dir, "cgroup", flags, options),
		     "mount cgroup %s", options);
	}
	if (version_2)
		mount_version_2();
}

/* ---- what happened ----------------------------------------------------- */

/* The number behind WORD in FILE, of all groups that the program did not make
 * itself; DEEP: some kernels count in the group that the process is in. */
static long
count_hits(const char *file, const char *word, bool deep)
{
	static const char *const below[] = { "", "/box", "/box/leaf" };
	char path[700], text[1024];
	long hits = 0;
	const char *at;
	int i, k;

	for (i = 0; i < group.n; i++) {
		for (k = 0; k < (deep ? 3 : 1); k++) {
			snprintf(path, sizeof path, "%s%s/%s",
				 group.level[i].dir, below[k], file);
			if (file_read(text, sizeof text, path) == -1)
				continue;
			at = strstr(text, word);
			hits += at ? strtol(at + strlen(word), NULL, 10) : 0;
		}
	}
	return hits;
}

/* Does the kernel keep FILE, which counts what one group's own limit did? */
static bool
counts_apart(const char *file)
{
	char path[700];
	int i;

	for (i = 0; i < group.n; i++) {
		snprintf(path, sizeof path, "%s/%s", group.level[i].dir, file);
		if (access(path, F_OK) == 0)
			return true;
	}
	return false;
}

long
cage_memory_hits(void)
{
	if (counts_apart("memory.events.local")) /* since Linux 5.2 */
		return count_hits("memory.events.local", "oom ", false);
	return count_hits("memory.oom_control", "oom_kill ", true);
}

long
cage_task_hits(void)
{
	if (counts_apart("pids.events.local")) /* since Linux 6.11 */
		return count_hits("pids.events.local", "max ", false);
	return count_hits("pids.events", "max ", true);
}
