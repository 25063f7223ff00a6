/*
 * reports.c - print one report, or write them all
 *
 * A report is a function of the journals and nothing else: no clock, no
 * machine's speed, no order in which the submissions were judged.  Graded
 * again, the same submissions give the same bytes, so `cmp` tells whether a
 * change to the grader changed a grade.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keep.h"
#include "must.h"
#include "report.h"

static const struct format_row {
	const char *name, *file; /* a directory if it ends with "/" */
	void (*write)(FILE *out, const struct book *book);
} formats[] = {
	{ "text", "report.txt", text_write },
	{ "json", "report.json", json_write },
	{ "junit", "report.xml", junit_write },
	{ "tap", "report.tap", tap_write },
	{ "csv", "report.csv", csv_write },
	{ "html", "report.html", page_write },
	{ "gradescope", "gradescope/", gradescope_write },
	{ "classroom50", "classroom50/", classroom50_write },
};

#define EACH_FORMAT(f) \
	for (f = formats; f < formats + sizeof formats / sizeof *formats; f++)

const char *
verdict_name(enum verdict verdict)
{
	static const char *const names[] = {
		[CANNOT] = "cannot",
		[FAIL] = "fail",
		[PASS] = "pass",
	};

	return names[verdict];
}

int
result_lines(const struct result *r, struct line lines[5])
{
	const struct line all[] = {
		{ "expected", r->expected }, { "observed", r->observed },
		{ "evidence", r->evidence }, { "cause", r->cause },
		{ "read", r->read },
	};
	int i, n = 0;

	if (r->verdict == CANNOT) {
		lines[0].label = "cannot judge";
		lines[0].value = *r->cause ? r->cause : r->observed;
		return 1;
	}
	for (i = 0; i < 5; i++)
		if (*all[i].value)
			lines[n++] = all[i];
	return n;
}

const char *
result_text(const struct result *result)
{
	static char *text;
	static size_t room;
	struct line lines[5];
	size_t need = 1;
	int i, n = result_lines(result, lines);
	char *to;

	for (i = 0; i < n; i++)
		need += strlen(lines[i].label) + strlen(lines[i].value) + 3;
	if (need > room) {
		free(text);
		text = zeroed(room = 2 * need, 1);
	}
	for (to = text, i = 0; i < n; i++) {
		to = stpcpy(to, i ? "\n" : "");
		to = stpcpy(stpcpy(to, lines[i].label), ": ");
		to = stpcpy(to, lines[i].value);
	}
	return n ? text : "";
}

void
put_mean(FILE *out, long sum, long count, int width)
{
	long tenths = count ? (20 * sum + count) / (2 * count) : 0;

	if (!count) {
		fprintf(out, "%*s", width, "-");
		return;
	}
	fprintf(out, "%*ld.%ld", width - 2, tenths / 10, tenths % 10);
}

bool
report_is_format(const char *name)
{
	const struct format_row *f;

	EACH_FORMAT(f)
	if (strcmp(f->name, name) == 0)
		return true;
	return false;
}

const struct student *
book_student(const struct book *book, const char *name)
{
	const struct student *s;

	EACH_STUDENT(s, book)
	if (strcmp(s->name, name) == 0)
		return s;
	return NULL;
}

/* The same book with one student in it. */
static struct book
book_of_one(const struct book *book, const struct student *student)
{
	struct book one = *book;

	one.students = book->students + (student - book->students);
	one.student_count = 1;
	return one;
}

int
report_print(const char *format, FILE *out, const struct book *book,
	     const char *student)
{
	const struct format_row *f;
	struct book one = *book;

	if (student)
		one = book_of_one(book, book_student(book, student));
	EACH_FORMAT(f)
	if (strcmp(f->name, format) == 0)
		f->write(out, &one);
	if (fflush(out) == EOF || ferror(out)) {
		note("the report could not be written: %s", strerror(errno));
		return 2;
	}
	return book_judged(&one) ? 0 : 2;
}

/* A file name for the Nth student: all but A-Za-z0-9._- is percent-encoded,
 * and so is a dot in front.  A name that is too long for a file is cut, and
 * gets the number, behind "%%", which no encoding has. */
static const char *
file_name(const char *student, int n, const char *ending)
{
	enum { LONGEST = 200 };
	static char name[LONGEST + 40];
	const char *p;
	int length = 0;

	for (p = student; *p && length < LONGEST; p++)
		if ((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
		    (*p >= 'A' && *p <= 'Z') || *p == '_' || *p == '-' ||
		    (*p == '.' && p > student))
			name[length++] = *p;
		else
			length +=
			    sprintf(name + length, "%%%02X", (unsigned char)*p);
	if (*p)
		length += sprintf(name + length, "%%%%%d", n);
	strcpy(name + length, ending);
	return name;
}

static int
complain(const char *name)
{
	note("%s: %s", name, strerror(errno));
	return 2;
}

/* Writes one report to NAME in the directory DIR. */
static int
write_file(int dir, const char *name, const struct format_row *f,
	   const struct book *book)
{
	static char buffer[1 << 18];
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	char new[300];
	FILE *out;
	int fd;

	snprintf(new, sizeof new, ".%s.new", name);
	fd = openat(dir, new, flags, 0600);
	if (fd == -1 && errno == EEXIST && unlinkat(dir, new, 0) == 0)
		fd = openat(dir, new, flags, 0600); /* a killed run left it */
	if (fd == -1)
		return complain(new);
	out = fdopen(fd, "w");
	if (!out)
		return complain(new);
	setvbuf(out, buffer, _IOFBF, sizeof buffer);
	f->write(out, book);
	if (ferror(out) | (fclose(out) == EOF) ||
	    renameat(dir, new, dir, name) == -1) {
		complain(name);
		unlinkat(dir, new, 0);
		return 2;
	}
	return 0;
}

/* Opens the directory NAME, which is made if it is missing. */
static int
open_dir(int parent, const char *name, int flags)
{
	if (mkdirat(parent, name, 0700) == -1 && errno != EEXIST)
		return -1;
	return openat(parent, name, O_DIRECTORY | O_CLOEXEC | flags);
}

/* Writes one file for each student. */
static int
write_files(int parent, const struct format_row *f, const struct book *book)
{
	const struct student *s;
	struct book one;
	int dir, n = 0, status = 0;

	dir = open_dir(parent, f->name, O_NOFOLLOW);
	if (dir == -1)
		return complain(f->name);
	EACH_STUDENT(s, book)
	{
		one = book_of_one(book, s);
		status |=
		    write_file(dir, file_name(s->name, n++, ".json"), f, &one);
		if (status)
			break;
	}
	close(dir);
	return status;
}

int
report_write(const char *path, const struct book *book)
{
	const struct format_row *f;
	int dir = open_dir(AT_FDCWD, path, 0), status = 0;

	if (dir == -1)
		return complain(path);
	EACH_FORMAT(f)
	if (strchr(f->file, '/'))
		status |= write_files(dir, f, book);
	else
		status |= write_file(dir, f->file, f, book);
	close(dir);
	return status || !book_judged(book) ? 2 : 0;
}
