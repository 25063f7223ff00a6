/* strict.c - one more shell around the sandbox; see strict.h */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounds.h"
#include "cage.h"
#include "compat.h"
#include "defence.h"
#include "deny.h"
#include "ids.h"
#include "must.h"
#include "pid.h"
#include "root.h"
#include "spawn.h"
#include "strict.h"
#include "user.h"

static struct root root = { .size = "96m" };
static const struct bounds bounds = {
	.memory = 512 << 20,
	.tasks = 256,
	.file = 16 << 20,
	.descriptors = 256,
	.namespaces = 32,
};

/* What /proc shows of us; see hide_words(). */
static char *words_begin, *words_end;

static char *
join(const char *a, const char *b)
{
	char *result;

	if (asprintf(&result, "%s%s", a, b) == -1)
		die("out of memory");
	return result;
}

/* The file PATH of the host, as AT. */
static void
add_copy(const char *at, const char *path)
{
	const char *why;
	int fd = root_open_file(path, 64 << 20, &why);

	if (fd == -1)
		die("%s: %s", path, why);
	root_add_copy(&root, at + 1, fd);
}

const char *
strict_add_file(const char *path)
{
	const char *name = strrchr(path, '/');
	char *at = join("/submission/", name ? name + 1 : path);

	add_copy(at, path);
	return at;
}

/* For boxes: a root directory as mkrootfs makes one, but without a program.
 * With the tools of busybox one could build a wall and write no line of C. */
static void
plan_rootfs(const char *dir)
{
	static const char *const empty[] = { "",      "/bin",  "/dev", "/etc",
					     "/home", "/mnt",  "/opt", "/proc",
					     "/run",  "/root", "/srv", "/sys",
					     "/tmp",  "/var" };
	static const char *const files[] = { "/etc/passwd", "/etc/group",
					     "/etc/hosts" };
	size_t i;

	for (i = 0; i < sizeof empty / sizeof *empty; i++)
		root_add_dir(&root, join("submission/rootfs", empty[i]));
	for (i = 0; i < sizeof files / sizeof *files; i++)
		add_copy(join("/submission/rootfs", files[i]),
			 join(join(dir, "/rootfs"), files[i]));
	/* no mount: who binds the directory would have to bind that, too */
	add_copy("/submission/rootfs/bin/witness", join(dir, "/witness"));
	/* a name that only PATH leads to: there is a /witness, too */
	root_add_link(&root, "submission/rootfs/bin/bystander", "witness");
}

void
strict_plan(struct sandbox *s, int argc, char **argv)
{
	static const char *const empty[] = {
		"proc", "sys",  "dev",  "tmp", "mnt", "run",
		"var",  "home", "root", "opt", "srv", "submission"
	};
	char self[PATH_MAX], *dir;
	size_t i;
	ssize_t n = must(readlink("/proc/self/exe", self, sizeof self - 1),
			 "readlink /proc/self/exe");

	words_begin = argv[0];
	words_end = argv[argc - 1] + strlen(argv[argc - 1]);
	self[n] = '\0';
	dir = dirname(self);
	for (i = 0; i < sizeof empty / sizeof *empty; i++)
		root_add_dir(&root, empty[i]);
	plan_rootfs(dir);
	root_add_bind(&root, "witness", join(dir, "/witness"));
	root_add_link(&root, "bin", "submission/rootfs/bin");
	root_add_link(&root, "etc", "submission/rootfs/etc");
	if (s->argv[0] && strchr(s->argv[0], '/'))
		s->argv[0] = (char *)strict_add_file(s->argv[0]);
}

/* ---- inside ------------------------------------------------------------ */

/* What may grow in /dev and /tmp, within bounds. */
static void
make_writable_places(void)
{
	mounts_make_dev();
	must(mount("shm", "dev/shm", "tmpfs", MS_NOSUID | MS_NODEV,
		   "mode=1777,size=16m,nr_inodes=1024"),
	     "mount tmpfs on dev/shm");
	must(mount("devpts", "dev/pts", "devpts",
		   MS_REMOUNT | MS_NOSUID | MS_NOEXEC,
		   "newinstance,ptmxmode=0666,max=16"),
	     "mount dev/pts MS_REMOUNT");
	must(mount(NULL, "dev", NULL,
		   MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV |
		       MS_NOEXEC,
		   NULL),
	     "mount dev MS_REMOUNT|MS_BIND|MS_RDONLY");
	must(mount("scratch", "tmp", "tmpfs", MS_NOSUID | MS_NODEV,
		   "mode=1777,size=64m,nr_inodes=8192"),
	     "mount tmpfs on tmp");
}

/* Our words and our environment can be read in /proc, and orders are among
 * them.  We are a copy of observe, which has its own. */
static void
hide_words(void)
{
	char **variable;

	program_invocation_short_name = "observe";
	for (variable = environ; *variable; variable++)
		memset(*variable, '\0', strlen(*variable));
	memset(words_begin, '\0', words_end - words_begin);
}

static int
compare_numbers(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* All descriptors but those that the sandbox goes on with. */
static void
close_others(const struct sandbox *s)
{
	int keep[] = { 2,           s->control[1], s->agent[1], s->sync.host,
		       s->sync.box, s->in,         s->out,      s->err };
	size_t i, n = sizeof keep / sizeof *keep;

	qsort(keep, n, sizeof *keep, compare_numbers);
	for (i = 0; i < n; i++) {
		int next = i + 1 < n ? keep[i + 1] : -1;

		if (keep[i] >= 2 && next - 1U >= keep[i] + 1U)
			must(
			    syscall(SYS_close_range, keep[i] + 1, next - 1U, 0),
			    "close_range");
	}
}

struct shell {
	struct sandbox *s;
	int (*init)(void *);
	uint64_t flags;
	struct ids ids;
	struct sync sync;
};

/* The sandbox's root is none of the shell's ids where there is a choice, so
 * that it may not even signal the shell. */
static void
map_inner_ids(pid_t pid, bool many)
{
	char line[32];
	struct list map = { many, { line } };

	snprintf(line, sizeof line, "0:1:%d", IDS - 1);
	user_map_ids(pid, &map);
}

static void
make_root(void)
{
	root_make(&root);
	make_writable_places();
	pid_mount_proc();
	cage_mount();
	root_enter(&root);
	defence_active("root directory", "from scratch, read-only, scratch of "
					 "64 MiB and 8192 files");
}

static int
run_shell(void *arg)
{
	struct shell *shell = arg;
	struct sandbox *s = shell->s;
	struct bounds b = bounds;
	int status;
	pid_t pid;

	sync_wait(&shell->sync);
	cage_enter();
	must(unshare(CLONE_NEWCGROUP), "unshare CLONE_NEWCGROUP");
	root_take(&root);
	user_become_root();
	spawn_die_with_host(&shell->sync);
	make_root();
	hide_words();
	close_others(s);
	/* what never ends ends by the clock, however the kernel counts ticks */
	b.cpu = 3 * s->seconds;
	bounds_set(&b);
	deny_load(false);
	defence_active("system calls", "a filter; no tracing, no writing to "
				       "the witness's memory");

	pid = spawn(shell->init, s, shell->flags);
	map_inner_ids(pid, shell->ids.many);
	sync_go(&s->sync);
	must(prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE 0");
	defence_active("namespaces", "user, mount and PID namespace twice: "
				     "what is set outside stays");
	defence_active("network", "loopback only, and its own IPC");
	close(s->control[1]);
	close(s->agent[1]);
	must(waitpid(pid, &status, 0), "waitpid for init");
	return spawn_status(status);
}

pid_t
strict_start(struct sandbox *s, int (*init)(void *), uint64_t flags)
{
	static struct shell shell;
	pid_t pid;

	shell = (struct shell){ s, init, flags, .ids = ids_choose() };
	cage_make(bounds.memory, bounds.tasks, s->cgroup);
	cage_open(shell.ids.many ? shell.ids.first + 1 : geteuid());
	sync_open(&shell.sync);
	pid = spawn(run_shell, &shell,
		    CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID);
	ids_map(&shell.ids, pid);
	sync_go(&shell.sync);
	return pid;
}
