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

/* One "IN:OUT:COUNT" as three numbers. */
static void
parse_line(const char *line, unsigned long long number[3])
{
	char copy[LINE_MAX_], *part = copy, *colon;
	int i;

	if (snprintf(copy, sizeof copy, "%s", line) >= (int)sizeof copy)
		die("--map %s: want IN:OUT:COUNT", line);
	for (i = 0; i < 3; i++) {
		colon = strchr(part, ':');
		if (!colon != (i == 2))
			die("--map %s: want IN:OUT:COUNT", line);
		if (colon)
			*colon++ = '\0';
		number[i] = option_number("--map", part, i == 2, ID_MAX);
		part = colon;
	}
}

/* The map as the kernel wants it, in TEXT; SELF is our own id outside. */
static void
format_map(char *text, size_t size, const struct list *map, unsigned self)
{
	unsigned long long n[3] = { 0, self, 1 };
	size_t used = 0;
	int i;

	for (i = 0; i < map->n || i == 0; i++) {
		if (map->n)
			parse_line(map->item[i], n);
		used += snprintf(text + used, size - used, "%llu %llu %llu\n",
				 n[0], n[1], n[2]);
	}
}

/* May this map be written without help or privilege? */
static bool
is_own_id(const char *text, unsigned self)
{
	unsigned in, out, count;
	int used = 0;

	return sscanf(text, "%u %u %u\n%n", &in, &out, &count, &used) == 3 &&
	       out == self && count == 1 && text[used] == '\0';
}

/* Runs newuidmap PID IN OUT COUNT..., or newgidmap. */
static void
run_helper(const char *helper, pid_t pid, char *text)
{
	char number[16], *argv[2 + 3 * LIST_MAX + 1];
	int n = 0, status;
	pid_t child;

	snprintf(number, sizeof number, "%d", pid);
	argv[n++] = (char *)helper;
	argv[n++] = number;
	for (text = strtok(text, " \n"); text; text = strtok(NULL, " \n"))
		argv[n++] = text;
	argv[n] = NULL;
	child = must(fork(), "fork for %s", helper);
	if (child == 0) {
		execvp(helper, argv);
		note("cannot execute %s: %s; the package uidmap has it", helper,
		     errno_name(errno));
		_exit(EXIT_STEP);
	}
	must(waitpid(child, &status, 0), "waitpid for %s", helper);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_STEP)
		quit(EXIT_STEP); /* the line is said */
	if (status != 0)
		die("%s refused; does /etc/sub%s grant you these ids?", helper,
		    strcmp(helper, "newuidmap") == 0 ? "uid" : "gid");
}

void
user_map_ids(pid_t pid, const struct list *map)
{
	char uids[LINE_MAX_ * LIST_MAX], gids[LINE_MAX_ * LIST_MAX];
	bool own, help;

	format_map(uids, sizeof uids, map, geteuid());
	format_map(gids, sizeof gids, map, getegid());
	own = is_own_id(uids, geteuid()) && is_own_id(gids, getegid());
	help = !own && geteuid() != 0;

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

/* Does a line of this map start at 0 inside? */
static bool
has_root(const char *path)
{
	char text[LINE_MAX_ * LIST_MAX];
	char *line;

	if (file_read(text, sizeof text, path) == -1)
		must(-1, "read %s", path);
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		if (strtoul(line, NULL, 10) == 0)
			return true;
	return false;
}

void
user_become_root(void)
{
	char word[8] = "";

	if (file_read(word, sizeof word, "/proc/self/setgroups") == -1)
		must(-1, "read /proc/self/setgroups");
	if (strncmp(word, "allow", 5) == 0)
		must(setgroups(0, NULL), "setgroups to none");
	if (has_root("/proc/self/gid_map"))
		must(setresgid(0, 0, 0), "setresgid 0 0 0");
	if (has_root("/proc/self/uid_map"))
		must(setresuid(0, 0, 0), "setresuid 0 0 0");
	/* A change of ids made our files in /proc the host root's: undo it. */
	must(prctl(PR_SET_DUMPABLE, 1), "prctl PR_SET_DUMPABLE");
}
