/*
 * record.c - the lines of a journal, as they are written
 *
 * Each is one JSON object with its keys in a fixed order, so that what reads
 * them need be no general parser.  docs/grading.md lists them.
 *
 * Graded again, the same submission must give the same bytes.  The kernel
 * numbers namespaces as they come, though: 4026532253 in one run is 4026532307
 * in the next.  In the journal, the first that a submission's lines mention is
 * A, the second B.  That one is another than the other stays to be seen.
 */
#include <ctype.h>
#include <string.h>

#include "json.h"
#include "record.h"

static void
put_number(FILE *out, const char *key, int number)
{
	fprintf(out, "\"%s\":%d", key, number);
}

static void
put_text(FILE *out, const char *key, const char *text)
{
	fprintf(out, "\"%s\":", key);
	json_put(out, text);
}

static void
put_topic(FILE *out, const struct topic *t)
{
	int i;

	putc('{', out);
	put_text(out, "exercise", t->name);
	putc(',', out);
	put_number(out, "max", t->max);
	fputs(",\"checks\":[", out);
	for (i = 0; i < t->checks; i++) {
		fputs(i ? ",{" : "{", out);
		put_text(out, "name", t->check[i].name);
		putc(',', out);
		put_number(out, "max", t->check[i].max);
		putc('}', out);
	}
	fputs("]}", out);
}

void
record_head(FILE *out)
{
	const struct topic *t;
	const char *comma = "";

	fputs("{\"journal\":1,", out);
	put_text(out, "toolkit", toolkit.id);
	putc(',', out);
	put_text(out, "machine", toolkit.machine);
	fputs(",\"exercises\":[", out);
	EACH_TOPIC(t)
	{
		fputs(comma, out);
		put_topic(out, t);
		comma = ",";
	}
	fputs("]}\n", out);
}

/* What all lines begin with. */
static void
put_task(FILE *out, const struct task *task)
{
	putc('{', out);
	put_text(out, "student", task->student);
	putc(',', out);
	put_text(out, "exercise", task->topic->name);
	putc(',', out);
}

void
record_note(FILE *out, const struct task *task, const char *note)
{
	put_task(out, task);
	put_text(out, "note", note);
	fputs("}\n", out);
}

void
record_check(FILE *out, const struct task *task, int check,
	     const struct finding *f)
{
	const struct topic *t = task->topic;
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "expected", f->expected }, { "observed", f->observed },
		{ "evidence", f->evidence }, { "cause", f->cause },
		{ "read", f->read },
	};
	int i, max = t->check[check - 1].max;

	put_task(out, task);
	put_text(out, "file", task->file);
	putc(',', out);
	put_text(out, "seed", task->seed);
	fprintf(out, ",\"check\":%d,\"of\":%d,", check, t->checks);
	put_text(out, "name", t->check[check - 1].name);
	fprintf(out, ",\"verdict\":\"%s\",\"points\":%d,\"max\":%d", f->verdict,
		strcmp(f->verdict, "pass") == 0 ? max : 0, max);
	for (i = 0; i < 5; i++) {
		putc(',', out);
		put_text(out, texts[i].key, texts[i].value);
	}
	fputs("}\n", out);
}

void
record_all(FILE *out, const struct task *task, const char *verdict,
	   const char *observed, const char *cause)
{
	struct finding f = { verdict, "", observed, "", cause, "" };
	int i;

	for (i = 1; i <= task->topic->checks; i++) {
		record_check(out, task, i, &f);
		f.observed = "";
	}
}

/* Does a namespace's number stand at P?  The kernel gives out 4026532000 and
 * more; below are those that every machine starts with. */
static int
is_drawn(const char *p)
{
	return strspn(p, "0123456789") == 10 && strncmp(p, "40265", 5) == 0 &&
	       strncmp(p, "4026532", 7) >= 0;
}

void
record_make_steady(char *text)
{
	enum { LETTERS = 26, DIGITS = 10 };
	static char seen[LETTERS][DIGITS];
	char *from, *to = text;
	int i, n = 0;

	for (from = text; *from;) {
		if ((from > text && isdigit((unsigned char)from[-1])) ||
		    !is_drawn(from)) {
			*to++ = *from++;
			continue;
		}
		for (i = 0; i < n; i++)
			if (memcmp(seen[i], from, DIGITS) == 0)
				break;
		if (i == n && n < LETTERS)
			memcpy(seen[n++], from, DIGITS);
		*to++ = i < LETTERS ? 'A' + i : '?';
		from += DIGITS;
	}
	*to = '\0';
}
