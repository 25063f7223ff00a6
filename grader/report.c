/*
 * report.c - the command: report [OPTION...] JOURNAL...
 *
 * Exit status: 0 if the journals hold a verdict on everything, 2 if something
 * could not be judged or a report not be written, 1 for bad usage.
 */
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "report.h"

static const char usage[] =
    "usage: report [--format FORMAT] [--student NAME] JOURNAL...\n"
    "       report --out DIR JOURNAL...\n"
    "\n"
    "Makes reports from the grader's journals.\n"
    "  --format FORMAT   text (default), json, junit, tap, csv, gradescope,\n"
    "                    classroom50 or html, on standard output; or journal,\n"
    "                    all lines as they are\n"
    "  --student NAME    of this student alone\n"
    "  --out DIR         all formats, as files in DIR\n"
    "For classroom50: --classroom --assignment --assignment_type --owner\n"
    "  --submission --commit --release --review --datetime, each with VALUE\n";

static const char *format, *student, *dir;

static void __attribute__((noreturn))
bad_usage(const char *what, const char *which)
{
	note("%s%s", what, which);
	fputs(usage, stderr);
	exit(1);
}

static void
option(const char *name, const char *value)
{
	if (!value)
		bad_usage("unknown option, or one without its value: --", name);
	if (strcmp(name, "format") == 0)
		format = value;
	else if (strcmp(name, "student") == 0)
		student = value;
	else if (strcmp(name, "out") == 0)
		dir = value;
	else if (!report_set(name, value))
		bad_usage("unknown option, or a bad value: --", name);
}

/* The journals as they are, for whoever gathers them from many machines. */
static void
copy_journals(char **paths)
{
	char bytes[65536];
	size_t n;
	FILE *in;

	for (; *paths; paths++) {
		in = fopen(*paths, "re");
		must(in ? 0 : -1, "open %s", *paths);
		while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
			fwrite(bytes, 1, n, stdout);
		fclose(in);
	}
}

int
main(int argc, char **argv)
{
	bool journal;
	struct book *book;
	int i, status = 0;

	for (i = 1; i < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
		if (strcmp(argv[i], "--help") == 0) {
			fputs(usage, stdout);
			return 0;
		}
		if (argv[i][2] == '\0') {
			i++;
			break;
		}
		option(argv[i] + 2, argv[i + 1]);
	}
	if (i >= argc)
		bad_usage("no journal was given", "");
	journal = format && strcmp(format, "journal") == 0;
	if (format && !journal && !report_is_format(format))
		bad_usage("no such format: ", format);
	book = journal_read(argv + i);
	if (!book)
		return 1;
	if (student && !book_student(book, student))
		bad_usage("no such student: ", student);
	if (dir)
		status |= report_write(dir, book);
	if (journal)
		copy_journals(argv + i);
	if (format || !dir) /* of the journal it says if all was judged */
		status |= report_print(format ? format : "text", stdout, book,
				       student);
	return status;
}
