/* take.h - the one file of a submission, taken without trusting anything */
#ifndef TAKE_H
#define TAKE_H

#include <stddef.h>

/* No exercise needs a tenth of it. */
enum { FILE_MOST = 256 * 1024 };

enum taken {
	TAKEN, /* BYTES and SIZE are the file's */
	NOT_TAKEN, /* WHY says what is wrong with it: the student's affair */
	CANNOT_TAKE, /* WHY says what went wrong: our trouble */
};

struct take {
	char *bytes; /* room for FILE_MOST + 1 */
	size_t size;
	char why[512];
};

/* Takes TOPIC/FILE out of the directory STUDENT.  Follows no link, opens
 * nothing but regular files, waits for nothing. */
enum taken take(struct take *t, int student, const char *topic,
		const char *file);

/* What kind of file has MODE (st_mode), in words: "a symbolic link". */
const char *take_kind(unsigned mode);

#endif
