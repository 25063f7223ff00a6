/*
 * journal.c - read journals, and decide which of their lines count
 *
 * A journal is a file of lines that were each written at once and never
 * changed.  Journals of several machines, or of a run that was killed and
 * taken up again, are read as one.  What follows from that:
 *
 *	- a line may be cut, and the next one stand behind its first half;
 *	- a check may have been judged twice, the first time in vain;
 *	- an exercise may lack checks, and then nothing of it counts;
 *	- a student may have sent another file since: the last one counts;
 *	- another version may have judged, or one with another key: verdicts
 *	  of two such are never put together, and those of the last one count.
 *
 * The lines are collected first, then sorted by student and exercise, then
 * each group becomes one struct work.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal.h"
#include "json.h"
#include "keep.h"
#include "must.h"

enum { MOST_CHECKS = 999 };

static struct record {
	const char *student, *exercise, *file, *note;
	const char *toolkit, *seed;
	int check, of;
	size_t order;
	struct result result;
} * records;
static size_t record_count;

/* A set of texts, such as the machines; few. */
struct set {
	const char **texts;
	int count;
};
static struct set toolkits, machines;
static const char *toolkit; /* that of the last head */

static struct exercise *exercises;
static int exercise_count;

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
set_add(struct set *set, const char *text)
{
	int i;

	for (i = 0; i < set->count; i++)
		if (set->texts[i] == text)
			return;
	set->texts = grow(set->texts, set->count, sizeof *set->texts);
	set->texts[set->count++] = text;
}

/* Returns the texts, sorted, with "; " between them. */
static const char *
set_join(struct set *set)
{
	char *all;
	size_t size;
	FILE *out = open_memstream(&all, &size);
	int i;

	if (set->count)
		qsort(set->texts, set->count, sizeof *set->texts, by_text);
	for (i = 0; i < set->count; i++)
		fprintf(out, "%s%s", i ? "; " : "", set->texts[i]);
	fclose(out);
	return all;
}

static struct exercise *
exercise_of(const char *name)
{
	int i;

	for (i = 0; i < exercise_count; i++)
		if (exercises[i].name == name)
			return &exercises[i];
	exercises = grow(exercises, exercise_count, sizeof *exercises);
	memset(&exercises[i], 0, sizeof *exercises);
	exercises[i].name = name;
	exercise_count++;
	return &exercises[i];
}

/* Adds a check to an exercise. */
static void
exercise_learn(struct exercise *exercise, int check, const char *name, int max)
{
	for (; exercise->of < check; exercise->of++) {
		exercise->checks = grow(exercise->checks, exercise->of,
					sizeof *exercise->checks);
		exercise->checks[exercise->of] = (struct check){ "", 0 };
	}
	exercise->checks[check - 1].name = keep(name);
	exercise->checks[check - 1].max = max;
}

/* The parsers below follow the lines' shapes, key by key.  KEY is what stands
 * before a value, its comma and quotes included. */

static bool
text(char **at, const char *key, char **value)
{
	return json_is(at, key) && json_string(at, value);
}

static bool
number(char **at, const char *key, int *value)
{
	return json_is(at, key) && json_number(at, value);
}

/* Names of exercises stand unescaped in every report. */
static bool
exercise_name(char **at, const char *key, char **name)
{
	return text(at, key, name) && **name &&
	       !(*name)[strspn(*name, "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")];
}

/* {"exercise":"05_uts","max":8,"checks":[{"name":"...","max":2},...]} */
static bool
parse_exercise(char **at)
{
	struct exercise found = { .declared = true };
	char *name, *check;
	int sum, max;

	if (!exercise_name(at, "{\"exercise\":", &name) ||
	    !number(at, ",\"max\":", &sum) || !json_is(at, ",\"checks\":["))
		return false;
	while (!json_is(at, "]}")) {
		if (found.of == MOST_CHECKS || (found.of && !json_is(at, ",")))
			return false;
		if (!text(at, "{\"name\":", &check) ||
		    !number(at, ",\"max\":", &max) || !json_is(at, "}"))
			return false;
		exercise_learn(&found, found.of + 1, check, max);
	}
	found.name = keep(name);
	*exercise_of(found.name) = found;
	return true;
}

/* {"journal":1,"toolkit":"...","machine":"...","exercises":[...]} */
static bool
parse_head(char **at)
{
	char *version, *machine;
	bool first = true;

	if (!json_is(at, "{\"journal\":1") ||
	    !text(at, ",\"toolkit\":", &version) ||
	    !text(at, ",\"machine\":", &machine) ||
	    !json_is(at, ",\"exercises\":["))
		return false;
	for (; !json_is(at, "]}"); first = false)
		if ((!first && !json_is(at, ",")) || !parse_exercise(at))
			return false;
	if (**at)
		return false;
	toolkit = keep(version);
	set_add(&machines, keep(machine));
	return true;
}

static bool
parse_verdict(char **at, enum verdict *verdict)
{
	char *name;

	if (!text(at, ",\"verdict\":", &name))
		return false;
	*verdict = *name == 'p' ? PASS : *name == 'f' ? FAIL : CANNOT;
	return strcmp(name, "pass") == 0 || strcmp(name, "fail") == 0 ||
	       strcmp(name, "cannot") == 0;
}

/* {...,"file":"...","seed":"...","check":1,"of":5,"name":"...",...} */
static bool
parse_check(char **at, struct record *record)
{
	struct result *result = &record->result;
	char *file, *seed, *name, *expected, *observed, *evidence, *cause;
	char *read;

	if (!text(at, ",\"file\":", &file) || !text(at, ",\"seed\":", &seed) ||
	    !number(at, ",\"check\":", &record->check) ||
	    !number(at, ",\"of\":", &record->of) ||
	    !text(at, ",\"name\":", &name) ||
	    !parse_verdict(at, &result->verdict) ||
	    !number(at, ",\"points\":", &result->points) ||
	    !number(at, ",\"max\":", &result->max) ||
	    !text(at, ",\"expected\":", &expected) ||
	    !text(at, ",\"observed\":", &observed) ||
	    !text(at, ",\"evidence\":", &evidence) ||
	    !text(at, ",\"cause\":", &cause) || !text(at, ",\"read\":", &read))
		return false;
	if (record->check < 1 || record->check > record->of ||
	    record->of > MOST_CHECKS || result->points > result->max ||
	    (result->points && result->verdict != PASS))
		return false;
	record->file = keep(file);
	record->seed = keep(seed);
	result->name = keep(name);
	result->expected = keep(expected);
	result->observed = keep(observed);
	result->evidence = keep(evidence);
	result->cause = keep(cause);
	result->read = keep(read);
	return true;
}

/* {"student":"...","exercise":"...", then a check's verdict or a note} */
static bool
parse_record(char **at)
{
	struct record record = { .order = record_count };
	struct exercise *exercise;
	char *student, *name, *note;

	if (!text(at, "{\"student\":", &student) || !*student ||
	    strchr(student, '/') || !exercise_name(at, ",\"exercise\":", &name))
		return false;
	if (text(at, ",\"note\":", &note)) {
		record.note = keep(note);
	} else if (!parse_check(at, &record)) {
		return false;
	}
	if (!json_is(at, "}") || **at)
		return false;
	record.toolkit = toolkit;
	record.student = keep(student);
	record.exercise = keep(name);
	exercise = exercise_of(record.exercise);
	if (!record.note && !exercise->declared)
		exercise_learn(exercise, record.check, record.result.name,
			       record.result.max);
	records = grow(records, record_count, sizeof *records);
	records[record_count++] = record;
	return true;
}

/* Where the next line begins: at END, or before, behind one that was cut.
 * Within a string each quote has a backslash before it, so these words are
 * not found there. */
static char *
next_start(char *from, char *end)
{
	static const char *const starts[] = { "{\"student\":\"",
					      "{\"journal\":" };
	char *found;
	int i;

	for (i = 0; i < 2; i++) {
		found = strstr(from, starts[i]);
		if (found && found < end)
			end = found;
	}
	return end;
}

static bool
parse_one(char *at)
{
	char *again = at;

	return parse_head(&at) || parse_record(&again);
}

/* Takes what is whole; returns whether all was. */
static bool
parse_line(char *line, size_t length)
{
	char *start, *next, *end, first;
	bool good = true;

	if (line[length - 1] == '\n')
		line[--length] = '\0';
	end = line + strlen(line);
	if (length == 0 || end < line + length)
		good = false;
	for (start = line; start < end; start = next) {
		next = next_start(start + 1, end);
		first = *next;
		*next = '\0';
		good &= parse_one(start);
		*next = first;
	}
	return good;
}

static bool
read_file(const char *path)
{
	FILE *in = fopen(path, "re");
	char *line = NULL;
	size_t room = 0, number_now = 0, first = 0, damaged = 0;
	ssize_t length;
	bool good;

	if (!in) {
		note("%s: %s", path, strerror(errno));
		return false;
	}
	setvbuf(in, NULL, _IOFBF, 1 << 16);
	while ((length = getline(&line, &room, in)) > 0) {
		number_now++;
		if (parse_line(line, length))
			continue;
		if (damaged++ == 0)
			first = number_now;
	}
	good = feof(in) && !ferror(in);
	if (!good)
		note("%s: %s", path, strerror(errno));
	if (damaged)
		note("%s: %zu damaged line%s left out, the first is line %zu",
		     path, damaged, damaged == 1 ? "" : "s", first);
	free(line);
	fclose(in);
	return good;
}

static int
by_group(const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	int order = 0;

	if (x->student != y->student)
		order = strcmp(x->student, y->student);
	if (order == 0 && x->exercise != y->exercise)
		order = strcmp(x->exercise, y->exercise);
	return order ? order : x->order < y->order ? -1 : 1;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct exercise *)a)->name,
		      ((const struct exercise *)b)->name);
}

/* Fills WORK with the exercise's checks, all with one verdict. */
static void
work_all(struct work *work, const struct exercise *exercise,
	 enum verdict verdict, const char *observed, const char *cause)
{
	int i;

	work->of = exercise->of;
	work->results = zeroed(work->of, sizeof *work->results);
	for (i = 0; i < work->of; i++)
		work->results[i] = (struct result){
			.verdict = verdict,
			.max = exercise->checks[i].max,
			.name = exercise->checks[i].name,
			.expected = "",
			.observed = observed,
			.evidence = "",
			.cause = cause,
			.read = "",
		};
}

/* Verdicts on one file, by one version, with one key?  What stands before any
 * head goes with all. */
static bool
belong_together(const struct record *a, const struct record *b)
{
	return !a->note && !b->note && a->file == b->file && a->of == b->of &&
	       a->seed == b->seed &&
	       (!a->toolkit || !b->toolkit || a->toolkit == b->toolkit);
}

/* Of the COUNT records of one student and exercise, the last says which file
 * counts, or that there is none.  Of two verdicts on one check the later one
 * counts, unless it is none.  Returns how many checks have one. */
static int
work_collect(struct work *work, const struct record *group, size_t count)
{
	const struct record *last = &group[count - 1], *r;
	struct result *result;
	int i, found = 0;

	work->of = last->of;
	work->results = zeroed(work->of, sizeof *work->results);
	for (r = group; r <= last; r++) {
		if (!belong_together(r, last))
			continue;
		result = &work->results[r->check - 1];
		if (!result->name || r->result.verdict != CANNOT ||
		    result->verdict == CANNOT)
			*result = r->result;
	}
	for (i = 0; i < work->of; i++)
		found += work->results[i].name != NULL;
	return found;
}

static void
work_fill(struct work *work, const struct exercise *exercise,
	  const struct record *group, size_t count)
{
	char cause[128] = "no verdict is in the journal";
	int found = 0;

	if (count && group[count - 1].toolkit)
		set_add(&toolkits, group[count - 1].toolkit);
	work->note = count ? group[count - 1].note : NULL;
	if (work->note) {
		work_all(work, exercise, FAIL, work->note, "");
		return;
	}
	if (count)
		found = work_collect(work, group, count);
	if (found && found == work->of)
		return;
	if (found)
		snprintf(cause, sizeof cause,
			 "only %d of %d verdicts are in the journal; those by "
			 "another version or key do not count",
			 found, work->of);
	work_all(work, exercise, CANNOT, "", keep(cause));
}

static void
student_fill(struct student *student, const struct record *group, size_t count)
{
	struct work *work;
	size_t n;
	int i, j;

	student->works = zeroed(exercise_count, sizeof *student->works);
	student->judged = true;
	for (i = 0; i < exercise_count; i++, group += n, count -= n) {
		for (n = 0; n < count; n++)
			if (group[n].exercise != exercises[i].name)
				break;
		work = &student->works[i];
		work_fill(work, &exercises[i], group, n);
		for (j = 0; j < work->of; j++) {
			work->score += work->results[j].points;
			work->max += work->results[j].max;
			work->cannot += work->results[j].verdict == CANNOT;
		}
		work->judged = !work->cannot && (work->of || work->note);
		student->score += work->score;
		student->max += work->max;
		student->judged = student->judged && work->judged;
	}
}

struct book *
journal_read(char *const *paths)
{
	struct book *book = zeroed(1, sizeof *book);
	struct student *student;
	size_t from, to;

	for (; *paths; paths++)
		if (!read_file(*paths))
			return NULL;
	if (record_count)
		qsort(records, record_count, sizeof *records, by_group);
	if (exercise_count)
		qsort(exercises, exercise_count, sizeof *exercises, by_name);
	for (from = 0; from < record_count; from = to) {
		for (to = from; to < record_count; to++)
			if (records[to].student != records[from].student)
				break;
		book->students =
		    grow(book->students, book->student_count, sizeof *student);
		student = &book->students[book->student_count++];
		*student = (struct student){ .name = records[from].student };
		student_fill(student, records + from, to - from);
	}
	free(records);
	records = NULL;
	record_count = 0;
	book->exercises = exercises;
	book->exercise_count = exercise_count;
	if (!toolkits.count && toolkit)
		set_add(&toolkits, toolkit);
	book->toolkit = set_join(&toolkits);
	book->machine = set_join(&machines);
	return book;
}

bool
book_judged(const struct book *book)
{
	int i;

	for (i = 0; i < book->student_count; i++)
		if (!book->students[i].judged)
			return false;
	return true;
}
