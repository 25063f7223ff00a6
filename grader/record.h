/* record.h - the lines of a journal, as they are written */
#ifndef RECORD_H
#define RECORD_H

#include <stdio.h>

#include "sha256.h"
#include "toolkit.h"

/* One student's submission of one exercise. */
struct task {
	char student[256];
	const struct topic *topic;
	char file[HEX_SIZE]; /* fingerprint of the file; "" without one */
	char seed[HEX_SIZE];
};

struct finding {
	const char *verdict; /* pass, fail or cannot */
	const char *expected, *observed, *evidence, *cause, *read;
};

/* The first line of each run. */
void record_head(FILE *out);

/* Instead of checks: there is no file that could be judged. */
void record_note(FILE *out, const struct task *task, const char *note);

/* One check, counted from 1. */
void record_check(FILE *out, const struct task *task, int check,
		  const struct finding *finding);

/* All checks alike; only the first has OBSERVED. */
void record_all(FILE *out, const struct task *task, const char *verdict,
		const char *observed, const char *cause);

/* Makes of TEXT, in place, what it would be in any other run: numbers that
 * the kernel draws, such as those of namespaces, become letters. */
void record_make_steady(char *text);

#endif
