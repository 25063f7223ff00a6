/* escape.h - bytes that a student controls, made harmless for each format */
#ifndef ESCAPE_H
#define ESCAPE_H

#include <stdio.h>

/* NAME: one line; different names stay different.  LINE: one line.  TEXT: may
 * have several lines. */
enum kind { NAME, LINE, TEXT };

/* The formats.  XML will do for HTML, and both for text and attributes. */
enum format { PLAIN, XML, CSV, TAP, YAML };

/* Writes BYTES, escaped for FORMAT.  CSV and YAML come with their quotes. */
void put(FILE *out, enum format format, enum kind kind, const char *bytes);

/* Returns BYTES as text that any reader can be shown: valid UTF-8 without
 * control characters, and without what turns, hides or commands.  The result
 * lasts until the next call. */
const char *visible(enum kind kind, const char *bytes);

/* The character at P: returns its length and sets *POINT; 0 if it is none. */
int utf8_decode(const char *p, unsigned *point);

/* Writes POINT at TO; returns its length. */
int utf8_encode(char *to, unsigned point);

#endif
