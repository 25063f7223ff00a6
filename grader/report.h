/* report.h - reports in all formats, from journals alone */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "journal.h"

/* text, json, junit, tap, csv, gradescope, classroom50, html */
bool report_is_format(const char *name);

/* Sets what a classroom50 result holds and no journal knows: KEY is classroom,
 * assignment, assignment_type, owner, submission, commit, release, review or
 * datetime.  Where nothing is set, the environment's CLASSROOM, ASSIGNMENT,
 * MODE, OWNER, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, REVIEW_URL and
 * SUBMITTED_AT count, then defaults.  False: no such key, or a value that the
 * format does not allow. */
bool report_set(const char *key, const char *value);

/* Both return the exit status of the grader: 0 if all was judged, 2 if not, or
 * if the report could not be written; why has then been said.  STUDENT, if
 * not NULL, must be in BOOK; the others are left out. */
int report_print(const char *format, FILE *out, const struct book *book,
		 const char *student);

/* Writes all formats into DIR, which is made if it is missing: each file under
 * another name first, so that nobody finds half a report. */
int report_write(const char *dir, const struct book *book);

/* Finds a student; NULL if there is none of that name. */
const struct student *book_student(const struct book *book, const char *name);

/* One writer a format. */
void text_write(FILE *out, const struct book *book);
void json_write(FILE *out, const struct book *book);
void junit_write(FILE *out, const struct book *book);
void tap_write(FILE *out, const struct book *book);
void csv_write(FILE *out, const struct book *book);
void page_write(FILE *out, const struct book *book);

/* These two write one object for each student, and a line feed. */
void gradescope_write(FILE *out, const struct book *book);
void classroom50_write(FILE *out, const struct book *book);

/* A book's students, a submission's results, in loops. */
#define EACH_STUDENT(s, book) \
	for (s = book->students; s < book->students + book->student_count; s++)
#define EACH_RESULT(r, work) \
	for (r = work->results; r < work->results + work->of; r++)

/* "pass", "fail" or "cannot" */
const char *verdict_name(enum verdict verdict);

/* The lines that explain RESULT, each a label and a value: what was expected,
 * observed and so on, or, for a check that could not be judged, the reason.
 * Returns their number. */
struct line {
	const char *label, *value;
};
int result_lines(const struct result *result, struct line lines[5]);

/* The same as one text, which lasts until the next call. */
const char *result_text(const struct result *result);

/* Writes SUM/COUNT with one digit behind the point, WIDTH wide; the mean of
 * nobody is "-". */
void put_mean(FILE *out, long sum, long count, int width);

#endif
