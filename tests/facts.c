/* facts.c - what the kernel records of a process; see facts.h, proc(5) */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <search.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "facts.h"
#include "fileio.h"
#include "must.h"

/* A process may have more mounts and variables than anybody wants to see. */
enum { FACTS = 8192, VALUE = 8192, MOUNTS = 300, VARIABLES = 300, TREES = 32 };

static struct fact {
	char *key, *value;
} facts[FACTS];
static int count;
static void *by_key; /* the same, as a tree: see tsearch(3) */

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(((const struct fact *)a)->key,
		      ((const struct fact *)b)->key);
}

static struct fact *
find(const char *key)
{
	const struct fact wanted = { .key = (char *)key };
	struct fact **f = tfind(&wanted, &by_key, compare_keys);

	return f ? *f : NULL;
}

static struct fact *
add(const char *key)
{
	struct fact *f = &facts[count];

	if (count == FACTS)
		die("more than %d facts", FACTS);
	f->key = strdup(key);
	if (!f->key || !tsearch(f, &by_key, compare_keys))
		die("out of memory");
	count++;
	return f;
}

static void
set(const char *key, const char *value)
{
	struct fact *f = find(key);

	if (!f)
		f = add(key);
	free(f->value);
	f->value = strdup(value);
}

#define FORMAT(buf, fmt)                              \
	do {                                          \
		va_list ap_;                          \
		va_start(ap_, fmt);                   \
		vsnprintf(buf, sizeof buf, fmt, ap_); \
		va_end(ap_);                          \
	} while (0)

void
fact_set(const char *value, const char *key, ...)
{
	char name[512];

	FORMAT(name, key);
	set(name, value);
}

void
fact_number(long long value, const char *key, ...)
{
	char name[512], text[32];

	FORMAT(name, key);
	snprintf(text, sizeof text, "%lld", value);
	set(name, text);
}

const char *
fact_get(const char *key, ...)
{
	char name[512];
	struct fact *f;

	FORMAT(name, key);
	f = find(name);
	return f ? f->value : "";
}

/* ALSO: one more character to escape, or NUL. */
static void
print_escaped(const char *s, char also, FILE *out)
{
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\\\", out);
		else if (iscntrl((unsigned char)*s) ||
			 (unsigned char)*s > 126 || *s == also)
			fprintf(out, "\\x%02x", (unsigned char)*s);
		else
			putc_unlocked(*s, out);
	}
}

void
facts_print(FILE *out)
{
	int i;

	for (i = 0; i < count; i++) {
		/* a mount point's name may have a "=" */
		print_escaped(facts[i].key, '=', out);
		fputc('=', out);
		print_escaped(facts[i].value, '\0', out);
		fputc('\n', out);
	}
}

/* ---- /proc/PID, file by file ------------------------------------------- */

static const char *
proc_path(pid_t pid, const char *file)
{
	static char path[64];

	snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
	return path;
}

/* The text of /proc/PID/FILE, without the last line feed. */
static char *
proc_text(pid_t pid, const char *file)
{
	static char text[4 << 20]; /* 300 of the longest mounts fit */
	int fd = open(proc_path(pid, file), O_RDONLY | O_CLOEXEC);
	ssize_t more = fd == -1 ? 0 : 1;
	size_t n = 0;

	while (more > 0 && n < sizeof text - 1) {
		more = read(fd, text + n, sizeof text - 1 - n);
		n += more > 0 ? more : 0;
	}
	if (fd != -1)
		close(fd);
	while (n > 0 && text[n - 1] == '\n')
		n--;
	text[n] = '\0';
	return text;
}

/* In place: runs of blanks and line feeds become one blank or ";". */
static char *
squeeze(char *text)
{
	char *to = text, *from = text;

	while (isspace((unsigned char)*from))
		from++;
	for (; *from; from++) {
		if (!isspace((unsigned char)*from))
			*to++ = *from;
		else if (to > text && to[-1] != ' ' && to[-1] != ';')
			*to++ = *from == '\n' ? ';' : ' ';
		else if (*from == '\n' && to > text && to[-1] == ' ')
			to[-1] = ';';
	}
	while (to > text && (to[-1] == ' ' || to[-1] == ';'))
		to--;
	*to = '\0';
	return text;
}

/* In which user namespace it was made: where that is ours or below us. */
static void
fact_of_parent(const char *prefix, pid_t pid)
{
	int fd = open(proc_path(pid, "ns/user"), O_RDONLY | O_CLOEXEC);
	int parent = fd == -1 ? -1 : ioctl(fd, NS_GET_PARENT);
	struct stat s;

	if (parent != -1 && fstat(parent, &s) == 0)
		fact_number(s.st_ino, "%s.ns.user.parent", prefix);
	if (parent != -1)
		close(parent);
	if (fd != -1)
		close(fd);
}

static void
facts_of_namespaces(const char *prefix, pid_t pid)
{
	static const char *const kinds[] = { "cgroup", "ipc",  "mnt",  "net",
					     "pid",    "time", "user", "uts" };
	char file[16];
	struct stat s;
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		snprintf(file, sizeof file, "ns/%s", kinds[i]);
		if (stat(proc_path(pid, file), &s) == 0)
			fact_number(s.st_ino, "%s.ns.%s", prefix, kinds[i]);
	}
	fact_of_parent(prefix, pid);
}

/* The lines of /proc/PID/status that tell of walls. */
static void
facts_of_status(const char *prefix, pid_t pid)
{
	static const char *const wanted[] = {
		"Name",   "State",  "PPid",       "Uid",     "Gid",
		"Groups", "NSpid",  "NSpgid",     "NSsid",   "CapInh",
		"CapPrm", "CapEff", "CapBnd",     "CapAmb",  "SigBlk",
		"SigIgn", "SigCgt", "NoNewPrivs", "Seccomp", "Seccomp_filters",
	};
	char *line, *next, *colon, *text = proc_text(pid, "status");
	size_t i;

	for (line = text; line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		colon = strchr(line, ':');
		if (!colon)
			continue;
		*colon = '\0';
		for (i = 0; i < sizeof wanted / sizeof *wanted; i++)
			if (strcmp(line, wanted[i]) == 0)
				fact_set(squeeze(colon + 1), "%s.%s", prefix,
					 line);
	}
}

/* TEXT is that of a mountinfo, without the last line feed. */
static int
count_lines(const char *text)
{
	int n = *text != '\0';

	while ((text = strchr(text, '\n'))) {
		text++;
		n++;
	}
	return n;
}

int
facts_count_mounts(pid_t pid)
{
	return count_lines(proc_text(pid, "mountinfo"));
}

/* "36 35 98:0 /from /to rw,noatime shared:1 - ext3 /dev/root rw": a line of
 * mountinfo, split in place. */
struct mount {
	char *at, *flags, *type, *options;
	bool shared, slave;
};

static bool
parse_mount(struct mount *m, char *line)
{
	char *word;
	int i;

	for (i = 0; i < 4; i++)
		strsep(&line, " ");
	m->at = strsep(&line, " ");
	m->flags = strsep(&line, " ");
	m->shared = m->slave = false;
	while ((word = strsep(&line, " ")) && strcmp(word, "-") != 0) {
		m->shared |= strncmp(word, "shared:", 7) == 0;
		m->slave |= strncmp(word, "master:", 7) == 0;
	}
	m->type = strsep(&line, " ");
	strsep(&line, " ");
	m->options = line;
	return m->options != NULL;
}

/* Where each is, its type, its own flags and how it propagates.  Of too many
 * nothing is told: who has hidden one among them shall not gain by it. */
static void
facts_of_mounts(const char *prefix, pid_t pid)
{
	char *line, *text = proc_text(pid, "mountinfo");
	char points[VALUE] = "";
	size_t used = 0;
	struct mount m;
	int n = count_lines(text);

	fact_number(n, "%s.mounts.count", prefix);
	if (n > MOUNTS)
		return;
	while ((line = strsep(&text, "\n"))) {
		if (!parse_mount(&m, line))
			continue;
		fact_set(m.type, "%s.mount.%s.type", prefix, m.at);
		fact_set(m.flags, "%s.mount.%s.flags", prefix, m.at);
		fact_set(m.shared  ? "shared"
			 : m.slave ? "slave"
				   : "private",
			 "%s.mount.%s.propagation", prefix, m.at);
		if (used + strlen(m.at) + 2 < sizeof points)
			used += sprintf(points + used, "%s%s", used ? " " : "",
					m.at);
	}
	fact_set(points, "%s.mounts", prefix);
}

/* The mounted trees of groups, as we see them. */
static struct mount trees[TREES];
static int ntrees = -1;

static void
find_trees(void)
{
	char *line, *text = strdup(proc_text(getpid(), "mountinfo"));

	ntrees = 0;
	while (ntrees < TREES && (line = strsep(&text, "\n")))
		ntrees += parse_mount(&trees[ntrees], line) &&
			  strncmp(trees[ntrees].type, "cgroup", 6) == 0;
}

/* Where controller NAME (or "" for v2 itself) is mounted; or NULL. */
static const char *
cgroup_mount(const char *name)
{
	char want[64], have[512];
	int i;

	snprintf(want, sizeof want, ",%s,", name);
	for (i = 0; i < ntrees; i++) {
		snprintf(have, sizeof have, ",%s,", trees[i].options);
		if (strcmp(trees[i].type, *name ? "cgroup" : "cgroup2") == 0 &&
		    (!*name || strstr(have, want)))
			return trees[i].at;
	}
	return NULL;
}

/* "4:memory:/a/b" on v1, "0::/a/b" on v2: the path, and the directory. */
static void
facts_of_cgroups(const char *prefix, pid_t pid)
{
	char *line, *next, *names, *path, *name;
	const char *top;
	char dir[VALUE];

	if (ntrees == -1)
		find_trees();
	for (line = proc_text(pid, "cgroup"); line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		names = strchr(line, ':');
		path = names ? strchr(names + 1, ':') : NULL;
		if (!path)
			continue;
		*names++ = *path++ = '\0';
		do {
			name = strsep(&names, ",");
			fact_set(path, "%s.cgroup.%s", prefix,
				 *name ? name : "v2");
			top = cgroup_mount(name);
			if (!top)
				continue;
			snprintf(dir, sizeof dir, "%s%s", top, path);
			fact_set(dir, "%s.cgroup.%s.dir", prefix,
				 *name ? name : "v2");
		} while (names);
	}
}

static void
facts_of_descriptors(const char *prefix, pid_t pid)
{
	char path[64], list[VALUE] = "";
	size_t used = 0;
	struct dirent *e;
	DIR *dir;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/fd", pid);
	dir = opendir(path);
	while (dir && (e = readdir(dir))) {
		fd = atoi(e->d_name);
		if (*e->d_name != '.' && fd != 200 && fd != 201 &&
		    used < sizeof list - 16)
			used +=
			    sprintf(list + used, "%s%d", used ? " " : "", fd);
	}
	if (dir)
		closedir(dir);
	fact_set(list, "%s.fd", prefix);
}

/* Separated by ";".  What starts COMMAND may make them as it likes: one with a
 * ";" in it must not look like two. */
static void
facts_of_arguments(const char *prefix, pid_t pid)
{
	char words[VALUE];
	ssize_t i, n;

	n = file_read(words, sizeof words, proc_path(pid, "cmdline"));
	/* each ends with NUL; the last one's stays */
	for (i = 0; i < n - 1; i++)
		if (words[i] == ';')
			words[i] = '?';
		else if (words[i] == '\0')
			words[i] = ';';
	fact_set(n > 0 ? words : "", "%s.args", prefix);
}

static void
facts_of_environment(const char *prefix, pid_t pid)
{
	char *text = proc_text(pid, "environ"), *p, *equals;
	char names[VALUE] = "";
	size_t used = 0;
	int n;

	/* strings that end with NUL; proc_text() ends them with two */
	for (p = text, n = 0; *p && n < VARIABLES; p += strlen(p) + 1, n++) {
		equals = strchr(p, '=');
		if (!equals || used > sizeof names - 256)
			break;
		used += snprintf(names + used, 256, "%s%.*s", used ? " " : "",
				 (int)(equals - p), p);
		fact_set(equals + 1, "%s.env.%.*s", prefix, (int)(equals - p),
			 p);
	}
	fact_set(names, "%s.env", prefix);
}

void
facts_links(char *names, size_t size, pid_t pid)
{
	char *line, *next, *colon;
	size_t used = 0;

	*names = '\0';
	for (line = proc_text(pid, "net/dev"); line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		line += strspn(line, " ");
		colon = strchr(line, ':');
		if (colon && used + 32 < size)
			used += snprintf(names + used, size - used, "%s%.*s",
					 used ? " " : "", (int)(colon - line),
					 line);
	}
}

void
facts_of_process(const char *prefix, pid_t pid)
{
	static const char *const whole[] = { "uid_map", "gid_map",
					     "setgroups" };
	char names[VALUE];
	struct stat s;
	size_t i;

	facts_of_namespaces(prefix, pid);
	facts_of_status(prefix, pid);
	for (i = 0; i < sizeof whole / sizeof *whole; i++)
		fact_set(squeeze(proc_text(pid, whole[i])), "%s.%s", prefix,
			 whole[i]);
	if (stat(proc_path(pid, "root/."), &s) == 0) {
		snprintf(names, sizeof names, "%u:%u:%lu", major(s.st_dev),
			 minor(s.st_dev), (unsigned long)s.st_ino);
		fact_set(names, "%s.root", prefix);
	}
	facts_of_mounts(prefix, pid);
	facts_of_cgroups(prefix, pid);
	facts_of_descriptors(prefix, pid);
	if (strcmp(prefix, "box") == 0) { /* others' is nobody's business */
		facts_of_arguments(prefix, pid);
		facts_of_environment(prefix, pid);
	}
	facts_links(names, sizeof names, pid);
	fact_set(names, "%s.links", prefix);
}

pid_t
facts_each_child(pid_t pid, pid_t (*fn)(pid_t child, void *arg), void *arg)
{
	char file[48], list[4096], *p, *end;
	pid_t child, result = 0;

	snprintf(file, sizeof file, "/proc/%d/task/%d/children", pid, pid);
	if (file_read(list, sizeof list, file) == -1)
		return 0;
	for (p = list; !result; p = end) {
		child = strtol(p, &end, 10);
		if (end == p)
			break;
		result = fn(child, arg);
	}
	return result;
}

pid_t
facts_match_inner(pid_t child, void *arg)
{
	const struct inner *inner = arg;
	char *p = strstr(proc_text(child, "status"), "\nNSpid:");
	int level;

	if (!p)
		return 0;
	p += strlen("\nNSpid:");
	for (level = 1; level < inner->level; level++)
		strtol(p, &p, 10);
	return strtol(p, &p, 10) == inner->pid ? child : 0;
}
