/*
 * log.c - the journal, as the grader keeps it
 *
 * The journal is the grader's only memory.  Lines are added at its end, one
 * write(2) each, and never changed, so whatever happens to the grader, what
 * was judged stays judged.  One process writes, under a lock.  If the last
 * line was cut, by a kill or a power failure, a line feed ends it; readers
 * leave it out.
 *
 * Of each submission the last word counts: which toolkit judged it, on which
 * seed (the file's fingerprint is in it), and which checks have a verdict.
 * Two words of 64 bits stand for all that, so a million fit anywhere.
 *
 * See open(2), O_APPEND; flock(2).
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json.h"
#include "log.h"
#include "must.h"
#include "trouble.h"

static char path[PATH_MAX];
static int fd = -1;
static char *head; /* the last head line that the journal has */

static struct entry {
	uint64_t who; /* student and exercise; 0: nobody */
	uint64_t what; /* toolkit and seed, or note */
	uint64_t judged; /* a bit for each check that has a verdict */
	int of;
} * table;
static size_t slots, entries;

/* 64 bits of a fingerprint of two texts; never 0. */
static uint64_t
mark(const char *a, const char *b)
{
	unsigned char digest[32];
	struct sha256 s;
	uint64_t word;

	sha256_start(&s);
	sha256_add(&s, a, strlen(a) + 1);
	sha256_add(&s, b, strlen(b) + 1);
	sha256_end(&s, digest);
	memcpy(&word, digest, sizeof word);
	return word ? word : 1;
}

/* The entry of WHO, or the free one where it would be. */
static struct entry *
find(uint64_t who)
{
	size_t i;

	for (i = who % slots; table[i].who && table[i].who != who;)
		i = (i + 1) % slots;
	return &table[i];
}

static void
enlarge(void)
{
	struct entry *old = table;
	size_t i, n = slots;

	slots = n ? 2 * n : 1024;
	table = need_memory(calloc(slots, sizeof *table));
	for (i = 0; i < n; i++)
		if (old[i].who)
			*find(old[i].who) = old[i];
	free(old);
}

/* What the journal says of WHO from here on. */
static struct entry *
entry_of(uint64_t who, uint64_t what)
{
	struct entry *e;

	if (2 * entries >= slots)
		enlarge();
	e = find(who);
	entries += !e->who;
	if (e->what != what)
		*e = (struct entry){ .who = who, .what = what };
	return e;
}

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

/* What follows a verdict; all of it, for the line may have been cut. */
static bool
skip_rest(char **at)
{
	static const char *const keys[] = { ",\"expected\":", ",\"observed\":",
					    ",\"evidence\":", ",\"cause\":",
					    ",\"read\":" };
	int i, points;
	char *value;

	if (!number(at, ",\"points\":", &points) ||
	    !number(at, ",\"max\":", &points))
		return false;
	for (i = 0; i < 5; i++)
		if (!text(at, keys[i], &value))
			return false;
	return json_is(at, "}\n");
}

/* {"student":"...","exercise":"...", then a note or a check */
static void
learn_record(char *at, const char *id)
{
	char *student, *exercise, *note, *file, *seed, *name, *verdict;
	struct entry *e;
	int check, of;

	if (!text(&at, "{\"student\":", &student) ||
	    !text(&at, ",\"exercise\":", &exercise))
		return;
	if (text(&at, ",\"note\":", &note)) {
		if (json_is(&at, "}\n"))
			entry_of(mark(student, exercise), mark("", note));
		return;
	}
	if (!text(&at, ",\"file\":", &file) ||
	    !text(&at, ",\"seed\":", &seed) ||
	    !number(&at, ",\"check\":", &check) ||
	    !number(&at, ",\"of\":", &of) || !text(&at, ",\"name\":", &name) ||
	    !text(&at, ",\"verdict\":", &verdict) || !skip_rest(&at) ||
	    check < 1 || check > CHECKS_MOST)
		return;
	e = entry_of(mark(student, exercise), mark(id, seed));
	e->of = of;
	if (strcmp(verdict, "cannot") != 0)
		e->judged |= (uint64_t)1 << check;
}

static void
learn(void)
{
	FILE *in = need_memory(fopen(path, "re"));
	char *line = NULL, *at, *id = NULL, *toolkit_id;
	size_t room = 0;
	ssize_t n;

	while ((n = getline(&line, &room, in)) > 0) {
		if (line[n - 1] != '\n')
			break;
		at = line;
		if (strncmp(line, "{\"j", 3) != 0) {
			if (id)
				learn_record(line, id);
			continue;
		}
		free(head);
		head = need_memory(strdup(line));
		if (json_is(&at, "{\"journal\":1") &&
		    text(&at, ",\"toolkit\":", &toolkit_id)) {
			free(id);
			id = need_memory(strdup(toolkit_id));
		}
	}
	free(id);
	free(line);
	fclose(in);
}

/* A grader that was just killed may need a moment to let go. */
static void
lock(void)
{
	int i;

	for (i = 0; flock(fd, LOCK_EX | LOCK_NB) == -1; i++) {
		if (errno != EWOULDBLOCK)
			need(-1, "flock %s", path);
		if (i == 50)
			trouble("%s: another grader is writing it", path);
		poll(NULL, 0, 10);
	}
}

static void
end_last_line(void)
{
	struct stat s;
	char last;

	need(fstat(fd, &s), "fstat %s", path);
	if (s.st_size && pread(fd, &last, 1, s.st_size - 1) == 1 &&
	    last != '\n' && !log_append("\n", 1))
		exit(TROUBLE);
}

/* A run begins with a head, unless the last one in the journal is the same. */
static void
write_head(void)
{
	size_t size;
	char *line;
	FILE *out = need_memory(open_memstream(&line, &size));

	record_head(out);
	fclose(out);
	if ((!head || strcmp(head, line) != 0) && !log_append(line, size))
		exit(TROUBLE);
	free(line);
}

void
log_open(const char *dir)
{
	if (mkdir(dir, 0700) == -1 && errno != EEXIST)
		need(-1, "mkdir %s", dir);
	if ((size_t)snprintf(path, sizeof path, "%s/journal.jsonl", dir) >=
	    sizeof path)
		bad_usage("--out: the name is too long");
	fd = need(open(path,
		       O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC |
			   O_NONBLOCK,
		       0600),
		  "open %s", path);
	lock();
	end_last_line();
	enlarge();
	learn();
	write_head();
}

const char *
log_path(void)
{
	return path;
}

bool
log_has(const struct task *task, const char *note)
{
	uint64_t what = note ? mark("", note) : mark(toolkit.id, task->seed);
	struct entry *e = find(mark(task->student, task->topic->name));

	if (e->what != what)
		return false;
	return note || (e->of == task->topic->checks &&
			e->judged == (((uint64_t)1 << e->of) - 1) << 1);
}

/* One line; a part of it is taken back. */
static bool
append_line(const char *line, size_t size)
{
	struct stat before;
	ssize_t n;

	need(fstat(fd, &before), "fstat %s", path);
	n = write(fd, line, size);
	if (n == (ssize_t)size)
		return true;
	if (n >= 0)
		errno = ENOSPC;
	note("%s: %s (%s); what was judged is kept, and the same command goes "
	     "on from there",
	     path, errno_name(errno), strerror(errno));
	if (n > 0 && ftruncate(fd, before.st_size) == -1)
		note("%s: its last line is cut", path);
	return false;
}

bool
log_append(const char *lines, size_t size)
{
	const char *end;
	size_t n;

	for (; size; lines += n, size -= n) {
		end = memchr(lines, '\n', size);
		n = end ? (size_t)(end - lines) + 1 : size;
		if (!append_line(lines, n))
			return false;
	}
	return true;
}
