/*
 * record.c - the lines of a journal, as they are written
 *
 * Each is one JSON object with its keys in a fixed order, so that what reads
 * them need be no general parser.  docs/grading.md lists them.
 *
 * Graded again, the same submission must give the same bytes.  The kernel
 * numbers namespaces as they come, though: 4026532253 in one run is 4026532307
 * in the next; devices, inodes and the sandbox's ids are no better.  In the
 * journal, the first that a submission's lines mention is A, the second B.
 * That one is another than the other stays to be seen.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "record.h"
#include "trouble.h"

#define DIGITS "0123456789"

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

/* Is the number of ten digits at P at least FROM, and below TO? */
static bool
between(const char *p, const char *from, const char *to)
{
	return strncmp(p, from, 10) >= 0 && strncmp(p, to, 10) < 0;
}

/* The length, or 0, of a number at P that was drawn for this run: that of a
 * namespace (below 4026532000 are those that every machine starts with), or an
 * id out of the range that observe gives to its sandbox. */
static int
drawn_at(const char *p)
{
	return strspn(p, DIGITS) == 10 &&
		       (between(p, "4026532000", "4027000000") ||
			between(p, "1879048192", "2147483648"))
		   ? 10
		   : 0;
}

/* The length of an inode's number at P, or 0; small ones are the same in each
 * new file system. */
static int
inode_at(const char *text, const char *p)
{
	int n = strspn(p, DIGITS);
	const char *q = p - 1;

	if (n < 6 || n > 10 || p == text || *q != ':')
		return 0;
	while (q > text && strchr(DIGITS, q[-1]))
		q--;
	return q - text >= 2 && strncmp(q - 2, "0:", 2) == 0 ? n : 0;
}

/* The length of the number of a device without hardware, if "0:NUMBER:INODE"
 * stands before P's end: P is behind "0:". */
static int
device_at(const char *text, const char *p)
{
	int n = strspn(p, "0123456789");

	return p - text >= 2 && strncmp(p - 2, "0:", 2) == 0 &&
		       (p - text == 2 || !strchr(DIGITS ":.", p[-3])) && n &&
		       n < 8 && p[n] == ':' && strchr(DIGITS, p[n + 1])
		   ? n
		   : 0;
}

/* A letter for the number of N digits at P: another for another number. */
static char
letter(const char *p, int n, bool first)
{
	static char seen[26][12];
	static int count;
	int i;

	if (first)
		count = 0;
	for (i = 0; i < count; i++)
		if (strncmp(seen[i], p, n) == 0 && !seen[i][n])
			return 'A' + i;
	if (i == 26)
		return '?';
	snprintf(seen[count++], sizeof *seen, "%.*s", n, p);
	return 'A' + i;
}

/* A group that observe has made is called boxwright-XXXXXX, below its own. */
static void
hide_group(char *text)
{
	static const char name[] = "/boxwright-";
	char *at = text, *from, *end;

	while ((at = strstr(at, name))) {
		end = at + strlen(name);
		end += strspn(end, DIGITS "abcdefghijklmnopqrstuvwxyz"
					  "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		for (from = at; from > text && !strchr("= \t\n", from[-1]);)
			from--;
		if (end - at == (long)strlen(name) + 6 && *from == '/') {
			memmove(from + 4, end, strlen(end) + 1);
			memcpy(from, "/...", 4);
			at = from;
		}
		at++;
	}
}

void
record_make_steady(char *text)
{
	char *original, *from, *to = text;
	bool first = true;
	int n;

	hide_group(text);
	original = need_memory(strdup(text));
	for (from = original; *from; first = first && !n) {
		n = device_at(original, from);
		if (!n && (from == original || !strchr(DIGITS, from[-1])))
			n = drawn_at(from);
		if (!n)
			n = inode_at(original, from);
		*to++ = n ? letter(from, n, first) : *from;
		from += n ? n : 1;
	}
	*to = '\0';
	free(original);
}
