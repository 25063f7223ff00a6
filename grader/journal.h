/* journal.h - what the grader found out, as its reports need it */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdbool.h>

enum verdict { CANNOT, FAIL, PASS };

/* One check of one student's submission. */
struct result {
	enum verdict verdict;
	int points, max;
	const char *name, *expected, *observed, *evidence, *cause, *read;
};

/* One student's submission of one exercise.  Without a file that could be
 * read, NOTE says why, and every check failed.  If the journal is incomplete,
 * no check could be judged. */
struct work {
	const char *note;
	int of; /* how many results */
	struct result *results;
	int score, max;
	int cannot; /* how many results */
	bool judged;
};

/* An exercise as the journal's head has it: what nobody submitted is known
 * from there. */
struct exercise {
	const char *name;
	bool declared;
	int of;
	struct check {
		const char *name;
		int max;
	} * checks;
};

struct student {
	const char *name;
	struct work *works; /* one for each exercise, in their order */
	int score, max;
	bool judged;
};

/* Exercises and students are sorted by name, byte by byte. */
struct book {
	const char *toolkit, *machine;
	int exercise_count, student_count;
	struct exercise *exercises;
	struct student *students;
};

/* Reads journals; PATHS ends with NULL.  Lines that are damaged are left out,
 * with one warning for each file.  Returns NULL, and says why, if a file
 * cannot be read. */
struct book *journal_read(char *const *paths);

/* All exercises of all students judged? */
bool book_judged(const struct book *book);

#endif
