/* must.c - check, report and narrate system calls; see must.h */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "must.h"

bool explain;
const char *side = "host";
bool (*must_keep_quiet)(void);

/* What to try when errno alone misleads: the first row whose words are in
 * the report and whose errno matches. */
static const struct remedy {
	const char *words;
	int error;
	const char *text;
} remedies[] = {
	{ "CLONE_NEWUSER", EPERM,
	  "user namespaces are forbidden here; make doctor says by what" },
	{ "CLONE_NEWUSER", EACCES,
	  "a security module forbids user namespaces; make doctor says which" },
	{ "CLONE_NEWUSER", ENOSPC,
	  "no user namespace left; see /proc/sys/user/max_user_namespaces" },
	{ "CLONE_NEW", ENOSPC,
	  "no namespace left; see the limits in /proc/sys/user" },
	{ "CLONE_NEW", EPERM,
	  "needs root; without it: unshare --map-root-user PROGRAM" },
	{ "clone", EAGAIN, "too many processes; see ulimit -u and pids.max" },
	{ "fork", ENOMEM, "is PID 1 of this PID namespace dead?" },
	{ "fork", EAGAIN, "too many processes; see ulimit -u and pids.max" },
	{ "chroot", EPERM,
	  "needs root; without it: unshare --map-root-user PROGRAM" },
	{ "uid_map", EPERM,
	  "without root only your own id can be mapped (--map 0:YOURS:1)" },
	{ "uid_map", EINVAL, "an id that is not mapped for yourself?" },
	{ "veth", EOPNOTSUPP, "the kernel has no veth; try: modprobe veth" },
	{ "close_range", EPERM, "did --deny take it away?" },
	{ "gid_map", EPERM,
	  "setgroups must be denied first, and without root "
	  "only your own group can be mapped" },
	{ "mount proc", EPERM,
	  "a fresh /proc is refused where parts of the old one are covered, "
	  "as inside docker" },
	{ "MS_PRIVATE", EACCES,
	  "AppArmor takes the capabilities away; make doctor has the remedy" },
	{ "MS_PRIVATE", EPERM,
	  "a security module takes the capabilities away; see make doctor" },
	{ "setresgid", EPERM,
	  "a security module takes the capabilities away; see make doctor" },
	{ "pivot_root", EINVAL,
	  "the new root must be a mount point and no mount may be shared" },
	{ "pivot_root", EBUSY, "the new root is already the root" },
	{ "move_mount", EINVAL,
	  "a directory goes on a directory, a file on a file" },
	{ "rootfs MS_BIND", ENOENT, "make rootfs builds a root to start from" },
	{ "mount", EINVAL,
	  "is that a mount point, and does it hold mounts "
	  "that came from the host?" },
	{ "mkdir", EROFS,
	  "the box's root is read-only: name a place that "
	  "exists, or one below /tmp" },
	{ "create", EROFS,
	  "the box's root is read-only: name a place that "
	  "exists, or one below /tmp" },
	{ "chdir", ENOENT, "make rootfs builds a root to start from" },
	{ "chroot", ENOENT, "make rootfs builds a root to start from" },
	{ "cgroup", EACCES,
	  "this cgroup is not yours; be root, or: "
	  "systemd-run --user --scope -p Delegate=yes ..." },
	{ "give cgroups", ENOENT, "the group above does not offer them" },
	{ "cgroup", EBUSY,
	  "cgroup v2 allows no processes beside child "
	  "groups with controllers" },
	{ "sethostname", EPERM,
	  "the host's name? A UTS namespace comes first; or a security module "
	  "takes the capabilities away: make doctor says which" },
};

/* Every errno of this machine; the Makefile makes the list from <errno.h>. */
static const struct {
	int error;
	const char *name;
} names[] = {
#include "errno_names.h"
};

const char *
errno_name(int error)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].error == error)
			return names[i].name;
	return "E?";
}

/* One line in one write(2), so that those of many boxes do not mix; a name
 * with a line feed or an escape sequence in it must not make it two. */
static void
say(const char *who, const char *text, const char *tail)
{
	char line[1024];
	int i, n = snprintf(line, sizeof line, "%s: %s%s", who, text, tail);

	if (n >= (int)sizeof line)
		n = sizeof line - 1;
	for (i = 0; i < n; i++)
		if (iscntrl((unsigned char)line[i]))
			line[i] = '?';
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, n) == -1)
		return; /* nobody listens */
}

/* What FMT says, in TEXT. */
#define FORMAT(text, fmt)                              \
	do {                                           \
		va_list ap;                            \
		va_start(ap, fmt);                     \
		vsnprintf(text, sizeof text, fmt, ap); \
		va_end(ap);                            \
	} while (0)

static const char *
find_remedy(const char *text, int error)
{
	size_t i;

	for (i = 0; i < sizeof remedies / sizeof *remedies; i++)
		if (remedies[i].error == error &&
		    strstr(text, remedies[i].words))
			return remedies[i].text;
	return NULL;
}

long
must(long result, const char *fmt, ...)
{
	int error = errno;
	char text[512], tail[320];
	const char *remedy;

	if (result != -1 && !explain)
		return result;
	FORMAT(text, fmt);
	if (result != -1) {
		snprintf(tail, sizeof tail, " = %ld", result);
		say(side, text, tail);
		return result;
	}
	if (must_keep_quiet && must_keep_quiet())
		quit(EXIT_STEP);
	remedy = find_remedy(text, error);
	snprintf(tail, sizeof tail, ": %s (%s)%s%s", errno_name(error),
		 strerror(error), remedy ? "; " : "", remedy ? remedy : "");
	say(program_invocation_short_name, text, tail);
	quit(EXIT_STEP);
}

void
die(const char *fmt, ...)
{
	char text[512];

	FORMAT(text, fmt);
	say(program_invocation_short_name, text, "");
	quit(EXIT_STEP);
}

void
note(const char *fmt, ...)
{
	char text[512];

	FORMAT(text, fmt);
	say(program_invocation_short_name, text, "");
}

void
quit(int status)
{
	if (*side == 'b')
		_exit(status);
	exit(status);
}
