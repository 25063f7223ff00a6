/*
 * report_json.c - our own JSON, Gradescope's results, Classroom 50's results
 *
 * Ours has the journal's strings as they are, so that a program can tell any
 * two names apart.  The other two are shown to people, by programs that we do
 * not know: their strings are made visible first.
 *
 * See gradescope-autograders.readthedocs.io, "Autograder specifications";
 * the schemas in tests/grader/schemas.
 */
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "json.h"
#include "report.h"

/* Writes KEY, which has all that stands before the value. */
static void
put_exact(FILE *out, const char *key, const char *value)
{
	fputs(key, out);
	json_put(out, value);
}

static void
put_shown(FILE *out, const char *key, enum kind kind, const char *value)
{
	fputs(key, out);
	json_put(out, visible(kind, value));
}

static void
json_result(FILE *out, const struct result *r)
{
	put_exact(out, "{\"name\":", r->name);
	fprintf(out, ",\"verdict\":\"%s\",\"points\":%d,\"max\":%d",
		verdict_name(r->verdict), r->points, r->max);
	put_exact(out, ",\"expected\":", r->expected);
	put_exact(out, ",\"observed\":", r->observed);
	put_exact(out, ",\"evidence\":", r->evidence);
	put_exact(out, ",\"cause\":", r->cause);
	putc('}', out);
}

static void
json_work(FILE *out, const char *exercise, const struct work *work)
{
	const struct result *r;

	fprintf(out,
		"{\"exercise\":\"%s\",\"score\":%d,\"max\":%d,\"checks\":[",
		exercise, work->score, work->max);
	EACH_RESULT(r, work)
	{
		fputs(r == work->results ? "\n" : ",\n", out);
		json_result(out, r);
	}
	fputs("]}", out);
}

void
json_write(FILE *out, const struct book *book)
{
	const struct student *s;
	int i;

	put_exact(out, "{\"toolkit\":", book->toolkit);
	put_exact(out, ",\"machine\":", book->machine);
	fputs(",\"students\":[", out);
	EACH_STUDENT(s, book)
	{
		put_exact(out,
			  s == book->students ? "\n{\"student\":"
					      : ",\n{\"student\":",
			  s->name);
		fprintf(out, ",\"total\":%d,\"max\":%d,\"exercises\":[",
			s->score, s->max);
		for (i = 0; i < book->exercise_count; i++) {
			fputs(i ? ",\n" : "\n", out);
			json_work(out, book->exercises[i].name, &s->works[i]);
		}
		fputs("]}", out);
	}
	fputs("]}\n", out);
}

/* 5 of "05_uts"; those without a number go on behind the last that has one. */
static int
exercise_number(const struct book *book, int i)
{
	const char *name;
	int behind = 0;

	for (;; i--, behind++) {
		name = book->exercises[i].name;
		if (*name >= '0' && *name <= '9')
			return atoi(name) + behind;
		if (i == 0)
			return behind;
	}
}

/* A check's name, with what a list of many needs before it. */
static void
put_name(FILE *out, const char *key, const char *exercise,
	 const struct result *r)
{
	char name[512];

	snprintf(name, sizeof name, "%s: %s%s", exercise,
		 r->verdict == CANNOT ? "(not judged) " : "", r->name);
	put_shown(out, key, LINE, name);
}

static void
gradescope_result(FILE *out, const struct book *book, int i,
		  const struct result *r, int n)
{
	const char *exercise = book->exercises[i].name;

	put_name(out, "{\"name\":", exercise, r);
	fprintf(out, ",\"number\":\"%02d.%d\"", exercise_number(book, i), n);
	fprintf(out, ",\"score\":%d,\"max_score\":%d,\"status\":\"%s\"",
		r->points, r->max, r->verdict == PASS ? "passed" : "failed");
	if (r->verdict != PASS)
		put_shown(out, ",\"output\":", TEXT, result_text(r));
	fputs(",\"output_format\":\"text\",\"visibility\":\"visible\"", out);
	fprintf(out, ",\"tags\":[\"%s\"],\"extra_data\":{\"verdict\":\"%s\"",
		exercise, verdict_name(r->verdict));
	put_shown(out, ",\"cause\":", LINE, r->cause);
	fputs("}}", out);
}

/* What is said above all tests. */
static char *
gradescope_head(const struct book *book, const struct student *s)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int i, cannot = 0;

	fprintf(out, "%s on %s\n%d of %d points", book->toolkit, book->machine,
		s->score, s->max);
	for (i = 0; i < book->exercise_count; i++) {
		cannot += s->works[i].cannot;
		if (s->works[i].note)
			fprintf(out, "\n%s: %s", book->exercises[i].name,
				s->works[i].note);
	}
	if (!s->judged)
		fprintf(out,
			"\n%d checks could not be judged.  They count 0 for "
			"now, and that is not the submission's fault: a "
			"regrade is needed.",
			cannot);
	fclose(out);
	return text;
}

static void
gradescope_student(FILE *out, const struct book *book, const struct student *s)
{
	char *head = gradescope_head(book, s);
	const char *comma = "";
	const struct result *r;
	const struct work *work;
	int i;

	fprintf(out, "{\"score\":%d", s->score);
	put_shown(out, ",\"output\":", TEXT, head);
	free(head);
	fputs(",\"output_format\":\"text\",\"test_output_format\":\"text\","
	      "\"test_name_format\":\"text\",\"visibility\":\"visible\","
	      "\"stdout_visibility\":\"hidden\"",
	      out);
	put_shown(out, ",\"extra_data\":{\"student\":", NAME, s->name);
	put_shown(out, ",\"toolkit\":", LINE, book->toolkit);
	fprintf(out, ",\"judged\":%s},\"tests\":[",
		s->judged ? "true" : "false");
	for (i = 0; i < book->exercise_count; i++) {
		work = &s->works[i];
		EACH_RESULT(r, work)
		{
			fputs(comma, out);
			comma = ",";
			gradescope_result(out, book, i, r,
					  r - work->results + 1);
		}
	}
	fputs("]}\n", out);
}

void
gradescope_write(FILE *out, const struct book *book)
{
	const struct student *s;

	EACH_STUDENT(s, book)
	gradescope_student(out, book, s);
}

/* What a classroom50 result holds beside the score, in the schema's order. */
static struct about {
	const char *key, *variable, *standard, *value;
} abouts[] = {
	{ "classroom", "CLASSROOM", "unknown", NULL },
	{ "assignment", "ASSIGNMENT", "boxwright", NULL },
	{ "assignment_type", "MODE", "individual", NULL },
	{ "owner", "OWNER", NULL, NULL }, /* else the student */
	{ "submission", "SUBMISSION_TAG", "submit/unknown", NULL },
	{ "commit", "COMMIT_URL", "unknown", NULL },
	{ "release", "RELEASE_URL", "unknown", NULL },
	{ "review", "REVIEW_URL", "unknown", NULL },
	{ "datetime", "SUBMITTED_AT", "1970-01-01T00:00:00Z", NULL },
};

/* Is TEXT like SHAPE, in which 0 stands for any digit? */
static bool
has_shape(const char *text, const char *shape)
{
	for (; *shape; shape++, text++)
		if (*shape == '0' ? *text < '0' || *text > '9'
				  : *text != *shape)
			return false;
	return *text == '\0';
}

static bool
is_time(const char *text)
{
	return has_shape(text, "0000-00-00T00:00:00Z") &&
	       atoi(text + 11) < 24 && atoi(text + 14) < 60 &&
	       atoi(text + 17) < 60;
}

static bool
is_allowed(const char *key, const char *value)
{
	if (strcmp(key, "datetime") == 0)
		return is_time(value);
	if (strcmp(key, "submission") == 0)
		return strncmp(value, "submit/", 7) == 0;
	if (strcmp(key, "assignment_type") == 0)
		return strcmp(value, "individual") == 0 ||
		       strcmp(value, "group") == 0;
	return *value;
}

bool
report_set(const char *key, const char *value)
{
	struct about *about = abouts;

	for (; about < abouts + sizeof abouts / sizeof *abouts; about++)
		if (strcmp(about->key, key) == 0 && is_allowed(key, value)) {
			about->value = value;
			return true;
		}
	return false;
}

/* An environment variable that the format does not allow is as if unset. */
static const char *
about_value(const struct about *about, const struct student *s)
{
	const char *value = getenv(about->variable);

	if (about->value)
		return about->value;
	if (value && is_allowed(about->key, value))
		return value;
	return about->standard ? about->standard : s->name;
}

static void
classroom50_result(FILE *out, const char *exercise, const struct result *r)
{
	put_name(out, "{\"test-name\":", exercise, r);
	fprintf(out, ",\"passed\":%s,\"score\":%d,\"max-score\":%d",
		r->verdict == PASS ? "true" : "false", r->points, r->max);
	fprintf(out, ",\"verdict\":\"%s\"", verdict_name(r->verdict));
	if (r->verdict != PASS)
		put_shown(out, ",\"output\":", TEXT, result_text(r));
	putc('}', out);
}

static void
classroom50_student(FILE *out, const struct book *book, const struct student *s)
{
	const struct about *about = abouts;
	const struct result *r;
	const struct work *work;
	const char *comma = "";
	int i;

	fputs("{\"schema\":\"classroom50/result/v1\"", out);
	for (; about < abouts + sizeof abouts / sizeof *abouts; about++) {
		fprintf(out, ",\"%s\":", about->key);
		put_shown(out, "", NAME, about_value(about, s));
	}
	fprintf(out, ",\"score\":%d,\"max-score\":%d,\"tests\":[", s->score,
		s->max);
	for (i = 0; i < book->exercise_count; i++) {
		work = &s->works[i];
		EACH_RESULT(r, work)
		{
			fputs(comma, out);
			comma = ",";
			classroom50_result(out, book->exercises[i].name, r);
		}
	}
	fputs("]}\n", out);
}

void
classroom50_write(FILE *out, const struct book *book)
{
	const struct student *s;

	EACH_STUDENT(s, book)
	classroom50_student(out, book, s);
}
