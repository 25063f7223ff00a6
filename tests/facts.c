/* facts.c - what the kernel records of a process; see facts.h, proc(5) */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/nsfs.h>
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
enum { FACTS = 8192, VALUE = 8192, MOUNTS = 300, VARIABLES = 300 };

static struct fact {
	char *key, *value;
} facts[FACTS];
static int count;

static struct fact *
find(const char *key)
{
	int i;

	for (i = 0; i < count; i++)
		if (strcmp(facts[i].key, key) == 0)
			return &facts[i];
	return NULL;
}

static void
set(const char *key, const char *value)
{
	struct fact *f = find(key);

	if (!f) {
		if (count == FACTS)
			die("more than %d facts", FACTS);
		f = &facts[count++];
		f->key = strdup(key);
	}
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
			fputc(*s, out);
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
	FILE *f = fopen(proc_path(pid, file), "re");
	size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;

	if (f)
		fclose(f);
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

/* "36 35 98:0 /from /to rw,noatime shared:1 - ext3 /dev/root rw": where it
 * is, its type, its own flags and how it propagates.  Of too many nothing is
 * told: who has hidden one among them shall not gain by it. */
static void
facts_of_mounts(const char *prefix, pid_t pid)
{
	char *line, *next, at[1024], flags[256], rest[256], type[64];
	char points[VALUE] = "", *tail;
	size_t used = 0;
	int n = facts_count_mounts(pid), options;

	fact_number(n, "%s.mounts.count", prefix);
	if (n > MOUNTS)
		return;
	n = 0;
	for (line = proc_text(pid, "mountinfo"); line && *line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		tail = strstr(line, " - ");
		if (!tail ||
		    sscanf(line, "%*s %*s %*s %*s %1023s %255s %n", at, flags,
			   &options) != 2 ||
		    sscanf(tail, " - %63s", type) != 1)
			continue;
		snprintf(rest, sizeof rest, "%s",
			 line + options < tail + 1 ? line + options : "");
		rest[strcspn(rest, " -")] = '\0';
		fact_set(type, "%s.mount.%s.type", prefix, at);
		fact_set(flags, "%s.mount.%s.flags", prefix, at);
		fact_set(strstr(rest, "shared:") ? "shared" : "private",
			 "%s.mount.%s.propagation", prefix, at);
		if (used + strlen(at) + 2 < sizeof points)
			used +=
			    sprintf(points + used, "%s%s", n ? " " : "", at);
		n++;
	}
	fact_set(points, "%s.mounts", prefix);
}

/* Where controller NAME (or "" for v2 itself) is mounted, as we see it. */
static bool
cgroup_mount(char *dir, size_t size, const char *name)
{
	char line[2048], at[1024], options[512], type[32], want[64];
	FILE *f = fopen("/proc/self/mountinfo", "re");
	bool found = false;
	char *tail;

	snprintf(want, sizeof want, ",%s,", name);
	while (f && !found && fgets(line, sizeof line, f)) {
		tail = strstr(line, " - ");
		options[0] = ',';
		if (!tail || sscanf(line, "%*s %*s %*s %*s %1023s", at) != 1 ||
		    sscanf(tail, " - %31s %*s %500s", type, options + 1) != 2)
			continue;
		strcat(options, ",");
		found =
		    *name ? strcmp(type, "cgroup") == 0 && strstr(options, want)
			  : strcmp(type, "cgroup2") == 0;
	}
	if (f)
		fclose(f);
	if (found)
		snprintf(dir, size, "%s", at);
	return found;
}

/* "4:memory:/a/b" on v1, "0::/a/b" on v2: the path, and the directory. */
static void
facts_of_cgroups(const char *prefix, pid_t pid)
{
	char *line, *next, *names, *path, *name, top[1024];
	char dir[VALUE];

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
			if (!cgroup_mount(top, sizeof top, name))
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

int
facts_count_mounts(pid_t pid)
{
	FILE *f = fopen(proc_path(pid, "mountinfo"), "re");
	int c, n = 0;

	while (f && (c = getc(f)) != EOF)
		n += c == '\n';
	if (f)
		fclose(f);
	return n;
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
	if (strcmp(prefix, "box") == 0) /* the host's is nobody's business */
		facts_of_environment(prefix, pid);
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
