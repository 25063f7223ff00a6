/* page.h - the parts of the instructor's page */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "journal.h"

/* The style sheet. */
extern const char page_style[];

/* Why checks of one verdict, FAIL or CANNOT, came out so: each reason with how
 * many students it concerns, the most frequent first.  The list, or, if it
 * would be empty, the words NONE. */
void page_reasons(FILE *out, const struct book *book, enum verdict verdict,
		  const char *none);

/* A link to STUDENT's part of the page. */
void page_link(FILE *out, const struct book *book,
	       const struct student *student);

#endif
