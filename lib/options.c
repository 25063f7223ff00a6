/* options.c - see options.h, and getopt_long(3) */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"
#include "options.h"

enum kind { FLAG, TEXT, LIST };

/* Every option of every step; SINCE is the step that brings it. */
static const struct option_row {
	int since;
	char letter; /* '\0': a long name only */
	const char *name, *value;
	enum kind kind;
	size_t offset; /* in struct options */
	const char *help;
} rows[] = {
#define AT(member) offsetof(struct options, member)
	{ 1, 'r', "root", "DIR", TEXT, AT(root),
	  "root of the box (default: rootfs beside this)" },
	{ 2, 0, "bind", "SRC:DST[:ro]", LIST, AT(bind),
	  "show the host's SRC as DST in the box" },
	{ 4, 0, "map", "IN:OUT:COUNT", LIST, AT(map),
	  "map ids IN... inside to OUT... outside" },
	{ 4, 0, "no-map", NULL, FLAG, AT(no_map), "map no ids at all" },
	{ 5, 0, "hostname", "NAME", TEXT, AT(hostname),
	  "hostname of the box (default: box)" },
	{ 6, 0, "net", "lo|veth", TEXT, AT(net),
	  "loopback only (default), or a cable to the host" },
	{ 7, 0, "keep", "LIST", TEXT, AT(keep),
	  "capabilities to keep: none, all, or cap_chown,..." },
	{ 8, 0, "memory", "SIZE", TEXT, AT(memory),
	  "memory limit in bytes; K, M and G may follow" },
	{ 8, 0, "pids", "N", TEXT, AT(pids), "at most N processes" },
	{ 8, 0, "cpu", "PERCENT", TEXT, AT(cpu),
	  "at most PERCENT of one processor" },
	{ 9, 0, "deny", "NAME[,NAME...]", LIST, AT(deny),
	  "system calls to answer with EPERM" },
	{ 9, 0, "kill", "NAME[,NAME...]", LIST, AT(kill),
	  "system calls that kill the caller" },
	{ 0, 'x', "explain", NULL, FLAG, AT(explain),
	  "narrate every kernel call on stderr" },
	{ 0, 'p', "pause", NULL, FLAG, AT(pause),
	  "stop before COMMAND; say how to look in" },
	{ 0, 'h', "help", NULL, FLAG, 0, "print this" },
};
enum { ROWS = sizeof rows / sizeof *rows };

static void
print_help(int step)
{
	const struct option_row *row;

	printf("usage: %s [OPTION...] [--] [COMMAND [ARG...]]\n\n"
	       "Runs COMMAND (default: /bin/sh) inside the walls of steps 00 "
	       "to %02d.\n\n",
	       program_invocation_short_name, step);
	for (row = rows; row < rows + ROWS; row++) {
		char name[40];

		if (row->since > step)
			continue;
		snprintf(name, sizeof name, "%c%c%c --%s%s%s",
			 row->letter ? '-' : ' ',
			 row->letter ? row->letter : ' ',
			 row->letter ? ',' : ' ', row->name,
			 row->value ? " " : "", row->value ? row->value : "");
		printf("  %-28s %s\n", name, row->help);
	}
	printf("\nIts exit status is COMMAND's, or 128+N when signal N ended "
	       "it; 125: the step\nitself failed; 126, 127: COMMAND cannot be "
	       "executed, was not found.\n");
	if (fflush(stdout) == EOF)
		must(-1, "write the help to stdout");
	exit(0);
}

static void
store(struct options *o, const struct option_row *row, char *value)
{
	void *member = (char *)o + row->offset;
	struct list *list = member;

	if (row->kind == FLAG) {
		*(bool *)member = true;
	} else if (row->kind == TEXT) {
		*(const char **)member = value;
	} else {
		if (list->n == LIST_MAX)
			die("--%s: more than %d times", row->name, LIST_MAX);
		list->item[list->n++] = value;
	}
}

/* "build/05_uts" -> "build/rootfs", wherever we were started from: exec(2) has
 * left us the program's name, and there may be no /proc. */
static const char *
default_root(void)
{
	const char *program = (const char *)getauxval(AT_EXECFN);
	char path[PATH_MAX];
	static char root[PATH_MAX + 16];

	if (!realpath(program, path))
		must(-1, "realpath %s (or give --root DIR)", program);
	*strrchr(path, '/') = '\0'; /* realpath(3)'s always have one */
	sprintf(root, "%s/rootfs", path);
	return root;
}

/* getopt_long(3) numbers our rows 0, 1, 2... in *ROW; a letter is looked
 * up.  Returns -1 behind the last option. */
static int
next_option(int step, int argc, char **argv, const struct option *longopts,
	    const int *index)
{
	int row, c = getopt_long(argc, argv, step ? "+:r:xph" : "+:xph",
				 longopts, NULL);
	const char *word;

	if (c == -1)
		return -1;
	word = argv[optind - (optarg == argv[optind - 1] ? 2 : 1)];
	if (c == ':')
		die("%s wants a value; try --help", word);
	/* It takes "--host" for "--hostname".  We do not: a new option would
	 * change what an old command means. */
	if (c >= 256 && strchrnul(word, '=') - word ==
			    (ssize_t)strlen(longopts[c - 256].name) + 2)
		return index[c - 256];
	for (row = 0; c != '?' && row < ROWS; row++)
		if (rows[row].letter == c)
			return row;
	if (c == '?' && optopt && optopt < 256)
		die("-%c: no such option in this step; try --help", optopt);
	die("%s: no such option in this step; try --help", word);
}

struct options
options_parse(int step, int argc, char **argv)
{
	static char *shell[] = { "/bin/sh", NULL };
	struct options o = { .hostname = "box", .net = "lo" };
	struct option longopts[ROWS + 1] = { 0 };
	int index[ROWS], n = 0, row;
	char path[PATH_MAX];

	umask(022);
	file_hold_standard();
	for (row = 0; row < ROWS; row++) {
		if (rows[row].since > step)
			continue;
		longopts[n].name = rows[row].name;
		longopts[n].has_arg = rows[row].kind != FLAG;
		longopts[n].val = 256 + n;
		index[n++] = row;
	}
	opterr = 0;
	while ((row = next_option(step, argc, argv, longopts, index)) != -1) {
		if (rows[row].letter == 'h')
			print_help(step);
		store(&o, &rows[row], optarg);
	}
	if (o.root && !*o.root)
		die("--root: want the name of a directory");
	if (step >= 2 && o.root && realpath(o.root, path) && !path[1])
		die("--root %s: want another root directory", o.root);
	if (o.no_map && o.map.n)
		die("--map and --no-map: want one or the other");
	explain = o.explain;
	o.argv = optind < argc ? argv + optind : shell;
	if (step >= 1 && !o.root)
		o.root = default_root();
	return o;
}

unsigned long long
option_number(const char *what, const char *text, unsigned long long min,
	      unsigned long long max)
{
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(text, &end, 10);
	/* strtoull(3) takes blanks, signs and junk at the end; we do not */
	if (*text < '0' || *text > '9' || *end || errno || n < min || n > max)
		die("%s %s: want a whole number from %llu to %llu", what, text,
		    min, max);
	return n;
}
