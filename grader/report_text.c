/*
 * report_text.c - the report for a terminal, or for the log of a CI service
 *
 * Each exercise of a student has a line.  Where points are missing, the first
 * check that failed is explained, as `make check-NN` does: who mends that one
 * often mends the others.
 *
 *	student ann: 6 of 18
 *	  00_spawn    6 of  6
 *	  05_uts      0 of 12  check 1: COMMAND is in the target's UTS namespace
 *	    expected uts:[4026532201]
 *	    ...
 */

#include "escape.h"
#include "report.h"

static void
text_result(FILE *out, const struct result *result, int n)
{
	struct line lines[5];
	int i, count = result_lines(result, lines);

	fprintf(out, "  check %d: ", n);
	put(out, PLAIN, LINE, result->name);
	for (i = 0; i < count; i++) {
		fprintf(out, "\n    %-8s ", lines[i].label);
		put(out, PLAIN, TEXT, lines[i].value);
	}
}

/* The first check that failed, else the first that could not be judged. */
static const struct result *
first_of(const struct work *work)
{
	const struct result *r, *first = NULL;

	EACH_RESULT(r, work)
	if (r->verdict != PASS &&
	    (!first || (first->verdict == CANNOT && r->verdict == FAIL)))
		first = r;
	return first;
}

static void
text_work(FILE *out, const char *exercise, const struct work *work)
{
	const struct result *first = first_of(work);

	fprintf(out, "  %-12s %2d of %2d", exercise, work->score, work->max);
	if (work->cannot)
		fprintf(out, ", %d of %d checks not judged", work->cannot,
			work->of);
	if (work->note) {
		fputs("  ", out);
		put(out, PLAIN, LINE, work->note);
	} else if (first) {
		text_result(out, first, first - work->results + 1);
	}
	putc('\n', out);
}

/* One line of the table at the end. */
static void
text_summary(FILE *out, const struct book *book, int i)
{
	int full = 0, missing = 0, unjudged = 0;
	const struct student *s;
	long sum = 0;

	EACH_STUDENT(s, book)
	{
		const struct work *work = &s->works[i];

		sum += work->judged ? work->score : 0;
		full += work->max && work->score == work->max;
		missing += work->note != NULL;
		unjudged += !work->judged;
	}
	fprintf(out, "  %-12s ", book->exercises[i].name);
	put_mean(out, sum, book->student_count - unjudged, 7);
	fprintf(out, " %8d %8d %11d\n", full, missing, unjudged);
}

void
text_write(FILE *out, const struct book *book)
{
	const struct student *s;
	int i, judged = 0;
	long sum = 0;

	EACH_STUDENT(s, book)
	{
		fputs("student ", out);
		put(out, PLAIN, NAME, s->name);
		fprintf(out, ": %d of %d\n", s->score, s->max);
		for (i = 0; i < book->exercise_count; i++)
			text_work(out, book->exercises[i].name, &s->works[i]);
		putc('\n', out);
		sum += s->judged ? s->score : 0;
		judged += s->judged;
	}
	fputs("  exercise        mean     full  no file  not judged\n", out);
	for (i = 0; i < book->exercise_count; i++)
		text_summary(out, book, i);
	fputs("  total        ", out);
	put_mean(out, sum, judged, 7);
	fputs("\n\n", out);
	put(out, PLAIN, LINE, book->toolkit);
	fputs(" on ", out);
	put(out, PLAIN, LINE, book->machine);
	fprintf(out, "\n%d of %d students judged in full%s\n", judged,
		book->student_count,
		judged == book->student_count ? ""
					      : "; the others need a regrade");
}
