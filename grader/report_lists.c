/*
 * report_lists.c - CSV, TAP 14 and JUnit XML: a line or an element a check
 *
 * CSV has one row a student.  The cell of an exercise in which something
 * could not be judged is empty, and so is then the total: a gradebook takes an
 * empty cell for no grade yet, and a 0 for a grade.
 *
 * In TAP, what could not be judged is skipped, with the reason; in JUnit XML
 * it is an <error>, the word for trouble of the tester's own.  Readers of
 * JUnit XML merge what has the same classname and name, so both together are
 * unique.
 *
 * See RFC 4180; testanything.org, TAP 14 specification.
 */
#include "escape.h"
#include "report.h"

static void
put_cell(FILE *out, bool judged, int score)
{
	putc(',', out);
	if (judged)
		fprintf(out, "%d", score);
}

void
csv_write(FILE *out, const struct book *book)
{
	const struct student *s;
	int i;

	fputs("student", out);
	for (i = 0; i < book->exercise_count; i++)
		fprintf(out, ",%s", book->exercises[i].name);
	fputs(",total,max\n", out);
	EACH_STUDENT(s, book)
	{
		put(out, CSV, NAME, s->name);
		for (i = 0; i < book->exercise_count; i++)
			put_cell(out, s->works[i].judged, s->works[i].score);
		put_cell(out, s->judged, s->score);
		fprintf(out, ",%d\n", s->max);
	}
}

/* Test point N of the student's subtest. */
static void
tap_result(FILE *out, const char *exercise, const struct result *r, int n)
{
	struct line lines[5];
	int i, count = result_lines(r, lines);

	fprintf(out, "    %s %d - %s / ", r->verdict == FAIL ? "not ok" : "ok",
		n, exercise);
	put(out, TAP, LINE, r->name);
	if (r->verdict == CANNOT) {
		fputs(" # skip cannot judge: ", out);
		put(out, TAP, LINE, lines[0].value);
	}
	putc('\n', out);
	if (r->verdict != FAIL)
		return;
	fprintf(out, "      ---\n      points: %d\n      max: %d\n", r->points,
		r->max);
	for (i = 0; i < count; i++) {
		fprintf(out, "      %s: ", lines[i].label);
		put(out, YAML, TEXT, lines[i].value);
		putc('\n', out);
	}
	fputs("      ...\n", out);
}

/* Returns whether nothing failed. */
static bool
tap_student(FILE *out, const struct book *book, const struct student *s)
{
	const struct result *r;
	const struct work *work;
	int i, n = 0, failed = 0;

	for (i = 0; i < book->exercise_count; i++)
		n += s->works[i].of;
	fprintf(out, "    1..%d%s\n", n, n ? "" : " # skip no checks known");
	n = 0;
	for (i = 0; i < book->exercise_count; i++) {
		work = &s->works[i];
		EACH_RESULT(r, work)
		{
			tap_result(out, book->exercises[i].name, r, ++n);
			failed += r->verdict == FAIL;
		}
	}
	return failed == 0;
}

void
tap_write(FILE *out, const struct book *book)
{
	const struct student *s;
	int n = 0;
	bool good;

	fprintf(out, "TAP version 14\n1..%d%s\n", book->student_count,
		book->student_count ? "" : " # skip no students");
	EACH_STUDENT(s, book)
	{
		fputs("# Subtest: ", out);
		put(out, TAP, NAME, s->name);
		putc('\n', out);
		good = tap_student(out, book, s);
		fprintf(out, "%s %d - ", good ? "ok" : "not ok", ++n);
		put(out, TAP, NAME, s->name);
		putc('\n', out);
	}
}

struct tally {
	int tests, failures, errors;
};

static void
tally_add(struct tally *tally, const struct work *work)
{
	const struct result *r;

	EACH_RESULT(r, work)
	{
		tally->tests++;
		tally->failures += r->verdict == FAIL;
		tally->errors += r->verdict == CANNOT;
	}
}

/* Times would not be the same the next time: there are none. */
static void
put_tally(FILE *out, const struct tally *tally)
{
	fprintf(out,
		" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\" "
		"time=\"0\">\n",
		tally->tests, tally->failures, tally->errors);
}

static void
junit_result(FILE *out, const struct student *s, const char *exercise,
	     const struct result *r, int n)
{
	const char *tag = r->verdict == FAIL ? "failure" : "error";

	fputs("    <testcase classname=\"", out);
	put(out, XML, NAME, s->name);
	fprintf(out, ".%s\" name=\"%d: ", exercise, n);
	put(out, XML, LINE, r->name);
	if (r->verdict == PASS) {
		fputs("\" time=\"0\"/>\n", out);
		return;
	}
	fprintf(out, "\" time=\"0\">\n      <%s type=\"%s\" message=\"", tag,
		verdict_name(r->verdict));
	put(out, XML, LINE, *r->cause ? r->cause : r->observed);
	fputs("\">", out);
	put(out, XML, TEXT, result_text(r));
	fprintf(out, "</%s>\n    </testcase>\n", tag);
}

static void
junit_suite(FILE *out, const struct student *s, const char *exercise,
	    const struct work *work)
{
	struct tally tally = { 0, 0, 0 };
	const struct result *r;

	tally_add(&tally, work);
	fputs("  <testsuite name=\"", out);
	put(out, XML, NAME, s->name);
	fprintf(out, ".%s\"", exercise);
	put_tally(out, &tally);
	EACH_RESULT(r, work)
	junit_result(out, s, exercise, r, r - work->results + 1);
	fputs("  </testsuite>\n", out);
}

void
junit_write(FILE *out, const struct book *book)
{
	struct tally tally = { 0, 0, 0 };
	const struct student *s;
	int i;

	EACH_STUDENT(s, book)
	for (i = 0; i < book->exercise_count; i++)
		tally_add(&tally, &s->works[i]);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites", out);
	put_tally(out, &tally);
	EACH_STUDENT(s, book)
	for (i = 0; i < book->exercise_count; i++)
		junit_suite(out, s, book->exercises[i].name, &s->works[i]);
	fputs("</testsuites>\n", out);
}
