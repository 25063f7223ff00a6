/*
 * observe.c - runs a program in a sandbox and prints facts about it
 *
 *	observe [OPTION...] -- PROGRAM [ARG...]
 *
 * See usage() below; docs/facts.md for the facts and the orders.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bell.h"
#include "compat.h"
#include "defence.h"
#include "facts.h"
#include "fileio.h"
#include "limit.h"
#include "must.h"
#include "options.h"
#include "orders.h"
#include "patience.h"
#include "sandbox.h"
#include "strict.h"
#include "table.h"

enum { ORDERS = 64, GRACE_MS = 2000, BOXES = 4 };

static struct {
	bool table, run, defences;
	long timeout_ms, grace_ms;
	int norders, boxes;
	char *order[ORDERS], *beside;
} opt = { .grace_ms = GRACE_MS, .boxes = 1 };

/* The witnesses that we have found: the program's, and the one beside it. */
static struct witness {
	const char *name; /* WHO in orders, and what its facts begin with */
	pid_t pid;
	int fd; /* the observer's end of its socket pair */
} witnesses[BOXES + 1];
static int nwitnesses;
static const char *const box_names[BOXES] = { "box", "box2", "box3", "box4" };

static const char *beside_file; /* what --beside names, as seen inside */

static char programs[PATH_MAX]; /* their directory, and our own */
static struct {
	char *bytes;
	size_t size;
	dev_t dev;
	ino_t ino;
} witness_file;
static dev_t root_dev; /* --strict: of the root directory; else 0 */

static long deadline;
static const struct sandbox *watched; /* whose limits rest() looks at */

static void
usage(void)
{
	puts(
	    "usage: observe [OPTION...] -- PROGRAM [ARG...]\n\n"
	    "Runs PROGRAM in a sandbox, looks at the witness that it starts, "
	    "and prints facts.\n\n"
	    "  -o, --order \"WHO KEY ORDER...\"  have WHO carry out ORDER, and "
	    "print the answer as\n"
	    "                                act.KEY; WHO is box, host, "
	    "before, after, outside or program;\n"
	    "                                {KEY} stands for the value of a "
	    "fact, {KEY N} for its word N\n"
	    "  -n, --boxes N                 wait for N witnesses: box, "
	    "box2, ...\n"
	    "  -b, --beside \"FILE ARG...\"   start this first, as beside; "
	    "{beside.pid} in PROGRAM's\n"
	    "                                arguments stands for its PID "
	    "there\n"
	    "  -c, --chroot DIR              start PROGRAM as step 01 would, "
	    "with DIR as its root:\n"
	    "                                there it is /tmp/NAME, and /tmp "
	    "can be written;\n"
	    "                                behind step 09's filter, which "
	    "forbids fchdir, too\n"
	    "  -t, --timeout SECONDS         give up after so long (10; --run "
	    "at a terminal: never)\n"
	    "  -g, --grace MS                wait so long for what is left "
	    "behind to go (2000)\n"
	    "      --table                   print a table for people\n"
	    "      --run                     only run PROGRAM there, with our "
	    "stdin and stdout\n"
	    "      --on-host                 root only: without the user "
	    "namespace\n"
	    "      --strict                  for a hostile PROGRAM: a root "
	    "directory made from\n"
	    "                                scratch, in which PROGRAM is "
	    "/submission/NAME, the rootfs\n"
	    "                                /submission/rootfs, the witness "
	    "/witness; and tight limits\n"
	    "      --cgroup                  with --strict: PROGRAM may make "
	    "cgroups, where we may\n"
	    "      --defences                with --strict: print which "
	    "defences stand here\n"
	    "      --with FILE               with --strict: one more file, as "
	    "/submission/NAME\n"
	    "  -h, --help                    print this\n\n"
	    "The facts are listed in docs/facts.md.");
	exit(0);
}

/* A short rest between two looks; false once the deadline has passed, or the
 * program has used up what it may. */
static bool
rest(long until)
{
	patience_poll(NULL, 0, 1);
	return patience_ms() < until && !limit_reached(watched);
}

/* ---- find the witness -------------------------------------------------- */

/* The witness beside our own program: what we compare with. */
static void
load_witness(void)
{
	char path[PATH_MAX + 16];
	ssize_t n = must(readlink("/proc/self/exe", programs, PATH_MAX - 1),
			 "readlink /proc/self/exe");
	struct stat s;
	int fd;

	programs[n] = '\0';
	*strrchr(programs, '/') = '\0';
	snprintf(path, sizeof path, "%s/witness", programs);
	fd = must(open(path, O_RDONLY | O_CLOEXEC), "open %s", path);
	must(fstat(fd, &s), "fstat %s", path);
	witness_file.size = s.st_size;
	witness_file.dev = s.st_dev;
	witness_file.ino = s.st_ino;
	witness_file.bytes =
	    mmap(NULL, s.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (witness_file.bytes == MAP_FAILED)
		must(-1, "mmap %s", path);
	close(fd);
}

/* Wherever programs in the sandbox usually have their witness from. */
static void
hang_bells(const struct sandbox *s)
{
	char path[PATH_MAX + 64];

	snprintf(path, sizeof path, "%s/witness", programs);
	bell_hang(path);
	if (s->strict)
		snprintf(path, sizeof path,
			 "/proc/%d/root/submission/rootfs/bin/witness",
			 s->init);
	else
		snprintf(path, sizeof path, "%s/rootfs/bin/witness", programs);
	bell_hang(path);
}

/* Read, not mapped: a file that is cut while we look would be a SIGBUS. */
static bool
same_bytes(int fd)
{
	char bytes[16384];
	size_t at;
	ssize_t n;

	for (at = 0; at < witness_file.size; at += n) {
		n = pread(fd, bytes, sizeof bytes, at);
		if (n <= 0 || at + n > witness_file.size ||
		    memcmp(bytes, witness_file.bytes + at, n) != 0)
			return false;
	}
	return true;
}

/* A strict sandbox has the witness's own file, and copies in its root
 * directory, which nobody inside can write to.  Others might change as they
 * run. */
static bool
may_be_witness(const struct stat *s)
{
	return (size_t)s->st_size == witness_file.size &&
	       (!root_dev || s->st_dev == root_dev ||
		(s->st_dev == witness_file.dev &&
		 s->st_ino == witness_file.ino));
}

static void
look_at_root(pid_t init)
{
	char path[32];
	struct stat s;

	snprintf(path, sizeof path, "/proc/%d/root/.", init);
	must(stat(path, &s), "stat %s", path);
	root_dev = s.st_dev;
}

/* Not its name, which anyone can take: its bytes. */
static bool
is_witness(pid_t pid)
{
	char path[32];
	struct stat s;
	bool same;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return false;
	same = fstat(fd, &s) == 0 && may_be_witness(&s) && same_bytes(fd);
	close(fd);
	return same;
}

static bool
known(pid_t pid)
{
	int i;

	for (i = 0; i < nwitnesses; i++)
		if (witnesses[i].pid == pid)
			return true;
	return false;
}

/* What most processes are not, at the cost of one call. */
static bool
is_like_witness(pid_t pid)
{
	char path[32];
	struct stat s;

	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	return stat(path, &s) == 0 && may_be_witness(&s);
}

/* The first witness among PID and its descendants that we have not found
 * yet.  While PIDFD's process lives, its number is no other's. */
static pid_t
find_witness(pid_t pid, void *pidfd)
{
	int *fd = pidfd;

	if (!known(pid) && is_like_witness(pid)) {
		*fd = syscall(SYS_pidfd_open, pid, 0);
		if (*fd != -1 && is_witness(pid))
			return pid;
		close(*fd);
	}
	return facts_each_child(pid, find_witness, pidfd);
}

/* Is the witness's end for us one that it has made itself?  What a program
 * leaves open for the witness that it starts has not O_CLOEXEC. */
static bool
is_own_socket(pid_t witness)
{
	char path[48], text[256], *flags;

	snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", witness,
		 WITNESS_PEER_FD);
	if (file_read(text, sizeof text, path) == -1)
		return false;
	flags = strstr(text, "flags:");
	return flags && strtol(flags + 6, NULL, 8) & O_CLOEXEC;
}

/* Until the witness has given up its copy of our end.  It has then closed all
 * that it opened, and whatever else is open was handed down to it. */
static void
await_ready(pid_t witness)
{
	long until = patience_ms() + GRACE_MS;
	char path[48], byte;

	snprintf(path, sizeof path, "/proc/%d/fd/%d", witness, WITNESS_PEER_FD);
	while (readlink(path, &byte, 1) != -1 && rest(until))
		continue;
}

/* Takes the observer's end of the witness's socket pair: -1 until there.
 * Closes PIDFD. */
static int
take_socket(pid_t witness, int pidfd)
{
	int fd = -1;

	if (is_own_socket(witness))
		fd = syscall(SYS_pidfd_getfd, pidfd, WITNESS_PEER_FD, 0);
	if (fd != -1 && syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0)) {
		close(fd);
		fd = -1;
	}
	close(pidfd);
	/* if it has ended meanwhile, the orders will show that */
	if (fd != -1) {
		send(fd, "", 1, MSG_NOSIGNAL);
		await_ready(witness);
	}
	return fd;
}

/* Waits until one more witness is there, or the program has ended or the time
 * is up (false). */
static bool
await_witness(struct sandbox *s, const char *name, bool *ended, int *status)
{
	pid_t pid;
	int fd, pidfd;

	do {
		pid = facts_each_child(s->init, find_witness, &pidfd);
		fd = pid ? take_socket(pid, pidfd) : -1;
		if (fd != -1) {
			witnesses[nwitnesses++] =
			    (struct witness){ name, pid, fd };
			return true;
		}
		*ended = sandbox_ended(s, status, 0);
		if (!*ended) /* one that ends now may leave a witness */
			bell_await(s->control[0], 20);
	} while (!*ended && patience_ms() < deadline && !limit_reached(s));
	return false;
}

/* ---- carry out orders -------------------------------------------------- */

/* The value of "KEY", or word N of it for "KEY N". */
static const char *
look_up(char *key)
{
	static char word[256];
	char *blank = strchr(key, ' ');
	const char *p;
	int n;

	if (!blank)
		return fact_get("%s", key);
	*blank = '\0';
	p = fact_get("%s", key);
	for (n = atoi(blank + 1); n > 1; n--) {
		p += strcspn(p, " ");
		p += strspn(p, " ");
	}
	snprintf(word, sizeof word, "%.*s", (int)strcspn(p, " "), p);
	return word;
}

/* TEXT with each {KEY} or {KEY N} replaced by what it stands for. */
static void
expand(char *to, size_t size, const char *text)
{
	size_t used = 0, n;
	char key[256];

	while (*text && used + 1 < size) {
		n = strcspn(text, "}");
		if (*text == '{' && text[n] && n < sizeof key) {
			snprintf(key, n, "%s", text + 1);
			used += snprintf(to + used, size - used, "%s",
					 look_up(key));
			text += n + 1;
		} else {
			to[used++] = *text++;
		}
	}
	to[used < size ? used : size - 1] = '\0';
}

/* Sends ORDER to FD and waits for the answer. */
static const char *
ask(int fd, const char *order)
{
	static char answer[ANSWER_MAX];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t n;

	if (send(fd, order, strlen(order), MSG_NOSIGNAL) == -1)
		return "gone";
	while (patience_poll(&p, 1, patience_ms() < deadline ? 20 : 0) == 0)
		if (patience_ms() >= deadline || limit_reached(watched))
			return "timeout";
	n = recv(fd, answer, sizeof answer - 1, 0);
	answer[n > 0 ? n : 0] = '\0';
	return n > 0 ? answer : "gone";
}

/* Which of a process's numbers is the one inside the sandbox? */
static int
pid_level(void)
{
	const char *p = fact_get("host.NSpid");
	int n = 1;

	while ((p = strchr(p, ' '))) {
		p++;
		n++;
	}
	return n;
}

/* "program KEY SIG": sends a signal to the program under test. */
static const char *
signal_program(struct sandbox *s, int sig)
{
	struct inner inner = { s->program, pid_level() };
	pid_t pid = facts_each_child(s->init, facts_match_inner, &inner);

	return pid && kill(pid, sig) == 0 ? "ok" : errno_name(errno);
}

/* The socket of the witness that is called WHO, or -1. */
static int
socket_of(const char *who)
{
	int i;

	for (i = 0; i < nwitnesses; i++)
		if (strcmp(witnesses[i].name, who) == 0)
			return witnesses[i].fd;
	return -1;
}

/* Is WHO a box that should have come? */
static bool
is_missing(const char *who)
{
	int i;

	for (i = 0; i < opt.boxes; i++)
		if (strcmp(box_names[i], who) == 0)
			return true;
	return false;
}

static void
carry_out(struct sandbox *s, const char *line)
{
	char text[ORDER_MAX], answer[ANSWER_MAX], *order;
	char who[16], key[128];
	int n = 0;

	expand(text, sizeof text, line);
	if (sscanf(text, "%15s %127s %n", who, key, &n) != 2 || !text[n])
		die("--order \"%s\": want WHO KEY ORDER", line);
	order = text + n;
	fact_set(order, "order.%s", key);
	if (strcmp(who, "host") == 0 || strcmp(who, "before") == 0) {
		fact_set(ask(s->agent[0], order), "act.%s", key);
	} else if (socket_of(who) != -1) {
		fact_set(ask(socket_of(who), order), "act.%s", key);
	} else if (is_missing(who)) {
		fact_set("gone", "act.%s", key);
	} else if (strcmp(who, "program") == 0) {
		fact_set(signal_program(s, atoi(order)), "act.%s", key);
	} else if (strcmp(who, "outside") == 0 || strcmp(who, "after") == 0) {
		orders_do(order, answer, sizeof answer);
		fact_set(answer, "act.%s", key);
	} else {
		die("--order \"%s\": WHO is box, host, before, after, "
		    "program, outside, or of --boxes or --beside",
		    line);
	}
}

/* Those of WHO "before", those of "after", or, for NULL, all others. */
static void
carry_out_orders(struct sandbox *s, const char *when)
{
	const char *order;
	int i;

	for (i = 0; i < opt.norders; i++) {
		order = opt.order[i];
		if (when ? strncmp(order, when, strlen(when)) == 0
			 : strncmp(order, "before ", 7) != 0 &&
			       strncmp(order, "after ", 6) != 0)
			carry_out(s, order);
	}
}

/* ---- what is left ------------------------------------------------------ */

struct count {
	int n;
	pid_t but;
};

static pid_t
count_child(pid_t pid, void *arg)
{
	struct count *count = arg;

	count->n += pid != count->but;
	return 0;
}

/* Children of the sandbox's init but for the agent. */
static int
count_processes(struct sandbox *s)
{
	struct count count = { 0, s->agent_pid };

	facts_each_child(s->init, count_child, &count);
	return count.n;
}

static bool
links_as_before(struct sandbox *s, const char *before)
{
	char now[4096];

	facts_links(now, sizeof now, s->init);
	return strcmp(now, before) == 0;
}

/* left.files: the words of NOW that are none of BEFORE. */
static void
set_new_names(const char *before, const char *now)
{
	char left[ANSWER_MAX] = "", words[ANSWER_MAX], known[ANSWER_MAX];
	char word[512], *rest = words, *name;
	size_t used = 0;

	snprintf(words, sizeof words, "%s", now);
	snprintf(known, sizeof known, " %s ", before);
	while ((name = strsep(&rest, " "))) {
		snprintf(word, sizeof word, " %s ", name);
		if (*name && !strstr(known, word) &&
		    used + strlen(name) + 2 < sizeof left)
			used +=
			    sprintf(left + used, "%s%s", used ? " " : "", name);
	}
	fact_set(left, "left.files");
}

static void
facts_of_rest(struct sandbox *s, int mounts, const char *links,
	      const char *files)
{
	long now = patience_ms(), until = now + opt.grace_ms;
	char answer[ANSWER_MAX];

	/* The kernel takes namespaces down in its own time. */
	while (count_processes(s) > 0 && rest(s->strict ? now + 300 : until))
		;
	while (!links_as_before(s, links) && rest(until))
		;
	fact_number(count_processes(s), "left.processes");
	fact_number(facts_count_mounts(s->init) - mounts, "left.mounts");
	facts_links(answer, sizeof answer, s->init);
	fact_set(links_as_before(s, links) ? "" : answer, "left.links");
	set_new_names(files, ask(s->agent[0], "list " SCRATCH));
	fact_set(ask(s->agent[0], "uname"), "left.hostname");
}

/* What the program wrote: facts, too, if never proof. */
static void
facts_of_output(int fd, const char *name)
{
	char text[4096];
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	int lines = 0;
	char *p;

	text[n > 0 ? n : 0] = '\0';
	for (p = text; *p; p++)
		lines += *p == '\n';
	fact_set(text, "%s", name);
	fact_number(lines, "%s.lines", name);
}

static bool
finish(struct sandbox *s, bool ended, int *status)
{
	while (!ended && !(ended = sandbox_ended(s, status, 20)) &&
	       patience_ms() < deadline && !limit_reached(s))
		;
	fact_number(!ended && !limit_reached(s), "timeout");
	if (ended)
		fact_number(*status, "exit.status");
	return ended;
}

static void
look_at(const char *name, pid_t pid)
{
	char key[32];

	facts_of_process(name, pid);
	fact_number(pid, "%s.pid", name);
	snprintf(key, sizeof key, "%s.NSpid %d", name, pid_level());
	fact_set(look_up(key), "%s.hostpid", name);
}

/* At the box's parent, too, which may be its process 1: the kernel tells more
 * of it than the witness could, who sees what the program has put in its
 * /proc. */
static void
look(const struct witness *w)
{
	look_at(w->name, w->pid);
	if (strcmp(w->name, "box") == 0)
		look_at("parent", atoi(fact_get("box.PPid")));
}

static const char *beside_rest; /* its arguments, with a blank in front */

/* Opens what --beside names, while we can still see the file.  There may be
 * blanks in its name, too: it ends at the first one where there is a file. */
static void
open_beside(bool strict)
{
	size_t end = strcspn(opt.beside, " ");
	char file[PATH_MAX];
	int fd;

	snprintf(file, sizeof file, "%.*s", (int)end, opt.beside);
	while (access(file, X_OK) == -1 && opt.beside[end]) {
		end += 1 + strcspn(opt.beside + end + 1, " ");
		snprintf(file, sizeof file, "%.*s", (int)end, opt.beside);
	}
	beside_rest = opt.beside + end;
	if (strict) {
		beside_file = strict_add_file(file);
		return;
	}
	/* the agent has a copy of the descriptor, if not of the file */
	fd = must(open(file, O_PATH | O_CLOEXEC), "open %s", file);
	if (asprintf((char **)&beside_file, "/proc/self/fd/%d", fd) == -1)
		die("out of memory");
}

/* Starts what --beside wants and waits for its witness. */
static void
start_beside(struct sandbox *s)
{
	const char *answer;
	char order[ORDER_MAX];
	bool ended = false;
	int status;

	snprintf(order, sizeof order, "start %s%s", beside_file, beside_rest);
	answer = ask(s->agent[0], order);
	if (strcmp(answer, "ok") != 0)
		die("--beside %s: %s", opt.beside, answer);
	if (!await_witness(s, "beside", &ended, &status))
		die("--beside %s: it started no witness", opt.beside);
	look(&witnesses[0]);
}

/* {beside.pid} in the program's arguments: as the program will see it. */
static void
name_beside(struct sandbox *s)
{
	const char *pid = fact_get("beside.hostpid");
	char *at, *text;
	int i;

	for (i = 0; s->argv[i]; i++) {
		at = strstr(s->argv[i], "{beside.pid}");
		if (!at)
			continue;
		if (asprintf(&text, "%.*s%s%s", (int)(at - s->argv[i]),
			     s->argv[i], pid,
			     at + strlen("{beside.pid}")) == -1)
			die("out of memory");
		s->argv[i] = text;
	}
}

/* Waits for all witnesses that the program should start, then looks at them
 * and gives the orders. */
static void
watch_boxes(struct sandbox *s, bool *ended, int *status)
{
	int i, n = 0;

	while (n < opt.boxes && await_witness(s, box_names[n], ended, status))
		n++;
	fact_number(n, "witness");
	for (i = nwitnesses - n; i < nwitnesses; i++)
		look(&witnesses[i]);
	if (n == 0)
		return;
	fact_number(facts_count_mounts(s->init), "during.mounts.count");
	carry_out_orders(s, NULL);
	/* the witnesses end, and so do the boxes */
	for (i = 0; i < nwitnesses; i++)
		if (strcmp(witnesses[i].name, "beside") != 0)
			close(witnesses[i].fd);
}

static void
observe(struct sandbox *s)
{
	char links[4096], files[4096];
	bool ended = false;
	int mounts, status = 0;

	carry_out_orders(s, "before ");
	facts_of_process("host", s->init);
	fact_set(SCRATCH, "host.scratch");
	if (opt.beside) {
		start_beside(s);
		name_beside(s);
	}
	snprintf(files, sizeof files, "%s", ask(s->agent[0], "list " SCRATCH));
	mounts = facts_count_mounts(s->init);
	facts_links(links, sizeof links, s->init);
	sandbox_go(s);
	watch_boxes(s, &ended, &status);
	ended = finish(s, ended, &status);
	carry_out_orders(s, "after ");
	facts_of_output(s->out, "stdout");
	facts_of_output(s->err, "stderr");
	/* of what had to be stopped there is always something left */
	if (!s->strict || (ended && s->init && !limit_reached(s)))
		facts_of_rest(s, mounts, links, files);
	limit_facts(s, !ended && !limit_reached(s), ended ? status : 0);
}

static const struct option longopts[] = {
	{ "order", 1, NULL, 'o' },
	{ "boxes", 1, NULL, 'n' },
	{ "beside", 1, NULL, 'b' },
	{ "chroot", 1, NULL, 'c' },
	{ "timeout", 1, NULL, 't' },
	{ "grace", 1, NULL, 'g' },
	{ "table", 0, NULL, 'T' },
	{ "run", 0, NULL, 'R' },
	{ "on-host", 0, NULL, 'H' },
	{ "strict", 0, NULL, 'S' },
	{ "cgroup", 0, NULL, 'C' },
	{ "defences", 0, NULL, 'D' },
	{ "with", 1, NULL, 'W' },
	{ "help", 0, NULL, 'h' },
	{ 0 },
};

static void
parse_options(int argc, char **argv, struct sandbox *s)
{
	int c;

	opterr = 0; /* it would not mask what was typed */
	while ((c = getopt_long(argc, argv, "+o:n:b:c:t:g:h", longopts,
				NULL)) != -1) {
		if (c == 'o' && opt.norders < ORDERS)
			opt.order[opt.norders++] = optarg;
		else if (c == 'o')
			die("more than %d orders", ORDERS);
		else if (c == 't')
			opt.timeout_ms =
			    1000 * option_number("--timeout", optarg, 1, 3600);
		else if (c == 'g')
			opt.grace_ms =
			    option_number("--grace", optarg, 0, GRACE_MS);
		else if (c == 'n')
			opt.boxes = option_number("--boxes", optarg, 1, BOXES);
		else if (c == 'b')
			opt.beside = optarg;
		else if (c == 'c')
			s->chroot = strdup(optarg); /* words are wiped */
		else if (c == 'T')
			opt.table = true;
		else if (c == 'R')
			opt.run = s->pass = true;
		else if (c == 'H')
			s->on_host = true;
		else if (c == 'S')
			s->strict = true;
		else if (c == 'C')
			s->cgroup = true;
		else if (c == 'D')
			opt.defences = true;
		else if (c == 'W')
			strict_add_file(optarg);
		else if (c == 'h')
			usage();
		else
			die("%s: no such option, or one that wants a value; "
			    "try --help",
			    argv[optind - 1]);
	}
	if (opt.defences)
		s->strict = true;
	else if (optind == argc)
		die("want -- PROGRAM [ARG...]; try --help");
	s->argv = argv + optind;
	if (opt.timeout_ms == 0)
		opt.timeout_ms =
		    opt.run && isatty(STDIN_FILENO) ? INT_MAX : 10000;
	s->seconds = opt.timeout_ms / 1000;
}

/* --run: our exit status is the program's. */
static int
run(struct sandbox *s)
{
	int status;

	sandbox_go(s);
	while (!sandbox_ended(s, &status, 20))
		if (patience_ms() >= deadline || limit_reached(s))
			die("timed out after %ld s", opt.timeout_ms / 1000);
	return status;
}

int
main(int argc, char **argv)
{
	static struct sandbox s;
	int status = 0;

	watched = &s;
	parse_options(argc, argv, &s);
	load_witness();
	if (opt.defences)
		defences_keep();
	if (s.strict)
		strict_plan(&s, argc, argv);
	if (opt.beside)
		open_beside(s.strict);
	sandbox_start(&s);
	if (s.strict) {
		look_at_root(s.init);
		must(prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE 0");
	}
	hang_bells(&s);
	deadline = patience_ms() + opt.timeout_ms;
	if (opt.run)
		status = run(&s);
	else if (!opt.defences)
		observe(&s);
	sandbox_end(&s);
	if (opt.defences) {
		limit_defences(&s);
		defences_print(stdout);
	} else if (opt.table)
		table_print(s.argv[0]);
	else if (!opt.run)
		facts_print(stdout);
	if (fflush(stdout) == EOF)
		must(-1, "write to stdout");
	return status;
}
