/*
 * page_reasons.c - misconceptions by frequency
 *
 * Every check that fails comes with a likely cause.  Two students have the
 * same misconception if the same cause is given, whatever the numbers of
 * namespaces and processes in it: runs of four digits and more count as equal.
 * A student counts once, in however many checks the cause shows.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "keep.h"
#include "page.h"
#include "report.h"

/* One result with a reason. */
static struct finding {
	const char *reason;
	const struct student *student;
	const char *exercise;
	const struct result *result;
} * findings;
static int finding_count;

/* Those with the same reason. */
static struct group {
	const struct finding *from, *to;
	int students;
} * groups;
static int group_count;

/* TEXT with N for each long number. */
static const char *
without_numbers(const char *text)
{
	char *copy = zeroed(strlen(text) + 1, 1), *to = copy;
	const char *kept;
	size_t digits;

	while (*text) {
		digits = strspn(text, "0123456789");
		if (digits >= 4) {
			*to++ = 'N';
			text += digits;
		} else {
			*to++ = *text++;
		}
	}
	kept = keep(copy);
	free(copy);
	return kept;
}

static const char *
reason_of(const struct result *result)
{
	if (result->verdict == CANNOT && !*result->cause)
		return without_numbers(result->observed);
	return without_numbers(result->cause);
}

static void
collect(const struct book *book, const struct student *student,
	enum verdict verdict)
{
	const struct result *r;
	const struct work *work;
	int i;

	for (i = 0; i < book->exercise_count; i++) {
		work = &student->works[i];
		EACH_RESULT(r, work)
		{
			if (r->verdict != verdict || work->note ||
			    (verdict == FAIL && !*r->cause))
				continue;
			findings =
			    grow(findings, finding_count, sizeof *findings);
			findings[finding_count++] =
			    (struct finding){ reason_of(r), student,
					      book->exercises[i].name, r };
		}
	}
}

/* Equal reasons have equal addresses, and so need not be compared. */
static int
by_reason(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order = 0;

	if (x->reason != y->reason)
		order = strcmp(x->reason, y->reason);
	if (order == 0 && x->student != y->student)
		order = x->student < y->student ? -1 : 1;
	if (order == 0)
		order = strcmp(x->exercise, y->exercise);
	if (order == 0)
		order = x->result < y->result ? -1 : 1;
	return order;
}

static int
by_students(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->students != y->students)
		return y->students - x->students;
	return strcmp(x->from->reason, y->from->reason);
}

static void
make_groups(void)
{
	const struct finding *f = findings, *end = findings + finding_count;
	struct group *group = NULL;

	group_count = 0;
	for (; f < end; f++) {
		if (f == findings || f->reason != f[-1].reason) {
			groups = grow(groups, group_count, sizeof *groups);
			group = &groups[group_count++];
			*group = (struct group){ .from = f };
		}
		if (f == group->from || f->student != f[-1].student)
			group->students++;
		group->to = f + 1;
	}
	if (group_count)
		qsort(groups, group_count, sizeof *groups, by_students);
}

/* The first few checks in which the reason shows, each once. */
static void
put_checks(FILE *out, const struct group *group)
{
	enum { MOST = 4 };
	const struct finding *seen[MOST], *f;
	int i, n = 0;

	for (f = group->from; f < group->to; f++) {
		for (i = 0; i < n; i++)
			if (seen[i]->exercise == f->exercise &&
			    seen[i]->result->name == f->result->name)
				break;
		if (i < n)
			continue;
		if (n == MOST) {
			fputs("; and others", out);
			break;
		}
		fprintf(out, "%s%s: ", n ? "; " : "", f->exercise);
		put(out, XML, LINE, f->result->name);
		seen[n++] = f;
	}
}

static void
put_group(FILE *out, const struct book *book, const struct group *group)
{
	const struct finding *f;
	const char *read = group->from->result->read;

	fprintf(out,
		"<li><div class=\"count\">%d<small>%s</small></div><div><p>",
		group->students, group->students == 1 ? "student" : "students");
	put(out, XML, TEXT,
	    *group->from->reason ? group->from->reason : "no reason was given");
	fputs("</p>\n<p class=\"soft\">", out);
	put_checks(out, group);
	if (*read) {
		fputs("<br/>Read: ", out);
		put(out, XML, LINE, read);
	}
	fputs("</p>\n<details><summary>Who</summary><div class=\"names\">",
	      out);
	for (f = group->from; f < group->to; f++)
		if (f == group->from || f->student != f[-1].student)
			page_link(out, book, f->student);
	fputs("</div></details></div></li>\n", out);
}

void
page_reasons(FILE *out, const struct book *book, enum verdict verdict,
	     const char *none)
{
	const struct student *s;
	int i;

	finding_count = 0;
	EACH_STUDENT(s, book)
	collect(book, s, verdict);
	if (finding_count)
		qsort(findings, finding_count, sizeof *findings, by_reason);
	make_groups();
	if (group_count == 0) {
		fprintf(out, "<p>%s</p>\n", none);
		return;
	}
	fputs("<ol class=\"causes\">\n", out);
	for (i = 0; i < group_count; i++)
		put_group(out, book, &groups[i]);
	fputs("</ol>\n", out);
}
