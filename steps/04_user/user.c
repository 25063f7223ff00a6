/*
 * user.c - user and group ids of the box's own
 *
 * A user namespace (CLONE_NEWUSER, for everyone since Linux 3.8) has its own
 * user ids, and a map that says which ids of the namespace above they stand
 * for, in lines "inside outside length":
 *
 *	inside		outside		/proc/PID/uid_map
 *
 *	root (0)	you (1000)	0 1000 1
 *	1 to 65535	100000...	1 100000 65535
 *
 * Without a map every id is 65534, "nobody".  The first process has every
 * capability over its namespace, and over the other namespaces that are made
 * together with it: this is why, from here on, no step needs root.  Outside
 * it is as weak as before; the files of the host's root are nobody's.
 *
 * The kernel's rules for writing a map, which the parent does, from outside:
 *   - Once only, and in one write(2).
 *   - Without privilege (CAP_SETUID, CAP_SETGID outside) one line of length
 *     one, with the writer's own id.
 *   - gid_map, without privilege, only after "deny" was written to setgroups
 *     (since Linux 3.19).  A file may be closed to one group and open to all
 *     others; who could leave the group by setgroups(2) would get in.
 *   - newuidmap(1) and newgidmap(1) are set-user-ID root.  They map the
 *     ranges that /etc/subuid and /etc/subgid grant you.
 *
 * Beware: until the box has called setresuid(2) its ids outside are still
 * its creator's.  For root's box that is root, for every file that root owns.
 *
 * See user_namespaces(7), newuidmap(1), subuid(5).
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"
#include "user.h"

enum { ID_MAX = 4294967294U, LINE_MAX_ = 40 };

/* One line of a map. */
struct range {
	unsigned long long in, out, count;
};

/* "IN:OUT:COUNT" as numbers. */
static struct range
parse_line(const char *line)
{
	char copy[LINE_MAX_], what[LINE_MAX_ + 8], *part = copy, *colon;
	unsigned long long n[3];
	int i;

	if (snprintf(copy, sizeof copy, "%s", line) >= (int)sizeof copy)
		die("--map %s: want IN:OUT:COUNT", line);
	snprintf(what, sizeof what, "--map %s:", line);
	for (i = 0; i < 3; i++) {
		colon = strchr(part, ':');
		if (!colon != (i == 2))
			die("--map %s: want IN:OUT:COUNT", line);
		if (colon)
			*colon++ = '\0';
		n[i] = option_number(what, part, i == 2, ID_MAX);
		part = colon;
	}
	if (n[0] + n[2] - 1 > ID_MAX || n[1] + n[2] - 1 > ID_MAX)
		die("--map %s: the last id is %u", line, ID_MAX);
	return (struct range){ n[0], n[1], n[2] };
}

/* The kernel says EINVAL to these, and not to which. */
static void
check_overlap(const struct list *map, const struct range *range)
{
	int i, k;

	for (i = 0; i < map->n; i++) {
		for (k = 0; k < i; k++) {
			const struct range *a = &range[i], *b = &range[k];

			if ((a->in < b->in + b->count &&
			     b->in < a->in + a->count) ||
			    (a->out < b->out + b->count &&
			     b->out < a->out + a->count))
				die("--map %s and --map %s overlap",
				    map->item[k], map->item[i]);
		}
	}
}

/* The map as the kernel wants it, in TEXT; SELF is our own id outside.  True:
 * it maps that one alone, and so may be written without help or privilege. */
static bool
format_map(char *text, size_t size, const struct list *map, unsigned self)
{
	struct range range[LIST_MAX] = { { 0, self, 1 } };
	size_t used = 0;
	int i;

	for (i = 0; i < map->n; i++)
		range[i] = parse_line(map->item[i]);
	check_overlap(map, range);
	for (i = 0; i < map->n || i == 0; i++)
		used += snprintf(text + used, size - used, "%llu %llu %llu\n",
				 range[i].in, range[i].out, range[i].count);
	return i == 1 && range[0].out == self && range[0].count == 1;
}

/* Runs newuidmap PID IN OUT COUNT..., or newgidmap.  It knows best why it
 * refuses, so what it says becomes part of our line. */
static void
run_helper(const char *helper, pid_t pid, char *text)
{
	char number[16], said[256] = "", *argv[2 + 3 * LIST_MAX + 1];
	int fd[2], n = 0, status;
	pid_t child;

	snprintf(number, sizeof number, "%d", pid);
	argv[n++] = (char *)helper;
	argv[n++] = number;
	for (text = strtok(text, " \n"); text; text = strtok(NULL, " \n"))
		argv[n++] = text;
	argv[n] = NULL;
	must(pipe2(fd, O_CLOEXEC), "pipe2 for %s", helper);
	child = must(fork(), "fork for %s", helper);
	if (child == 0) {
		dup2(fd[1], STDERR_FILENO);
		execvp(helper, argv);
		dprintf(STDERR_FILENO, "cannot execute %s: %s", helper,
			errno_name(errno));
		_exit(EXIT_NOEXEC);
	}
	must(waitpid(child, &status, 0), "waitpid for %s", helper);
	close(fd[1]);
	must(read(fd[0], said, sizeof said - 1), "read from %s", helper);
	close(fd[0]);
	said[strcspn(said, "\n")] = '\0';
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOEXEC)
		die("%s; the package uidmap has it", said);
	if (status != 0)
		die("%s; does /etc/sub%s grant you these ids?", said,
		    strcmp(helper, "newuidmap") == 0 ? "uid" : "gid");
}

void
user_map_ids(pid_t pid, const struct list *map)
{
	char uids[LINE_MAX_ * LIST_MAX], gids[LINE_MAX_ * LIST_MAX];
	bool own_uid = format_map(uids, sizeof uids, map, geteuid());
	bool own = format_map(gids, sizeof gids, map, getegid()) && own_uid;
	bool help = !own && geteuid() != 0;

	if (help)
		run_helper("newuidmap", pid, uids);
	else
		file_write(uids, "/proc/%d/uid_map", pid);
	if (own) /* before gid_map, or that is EPERM */
		file_write("deny", "/proc/%d/setgroups", pid);
	if (help)
		run_helper("newgidmap", pid, gids);
	else
		file_write(gids, "/proc/%d/gid_map", pid);
}

/* The first id that is mapped, by a file in /proc. */
static unsigned
first_id(const char *path)
{
	char text[LINE_MAX_ * LIST_MAX];

	if (file_read(text, sizeof text, path) == -1)
		must(-1, "read %s", path);
	return strtoul(text, NULL, 10);
}

/* Becomes root, or, where that is not mapped (EINVAL), the first id that is. */
static void
become(int (*set)(unsigned, unsigned, unsigned), const char *name,
       const char *map)
{
	int result = set(0, 0, 0);
	unsigned id = 0;

	if (result == -1 && errno == EINVAL) {
		id = first_id(map);
		result = set(id, id, id);
	}
	must(result, "%s %u %u %u", name, id, id, id);
}

void
user_become_root(void)
{
	char word[8] = "";

	if (file_read(word, sizeof word, "/proc/self/setgroups") == -1)
		must(-1, "read /proc/self/setgroups");
	if (strncmp(word, "allow", 5) == 0)
		must(setgroups(0, NULL), "setgroups to none");
	become(setresgid, "setresgid", "/proc/self/gid_map");
	become(setresuid, "setresuid", "/proc/self/uid_map");
	/* A change of ids made our files in /proc the host root's: undo it. */
	must(prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
}
