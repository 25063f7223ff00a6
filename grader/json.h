/* json.h - the JSON that the grader writes, and reads again */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdio.h>

/* Writes BYTES as a JSON string, in ASCII.  Bytes that are no UTF-8 become
 * \udc80 to \udcff, as Python's surrogateescape has it, so that nothing is
 * lost. */
void json_put(FILE *out, const char *bytes);

/* Reads from *AT and moves it on.  Each returns false if something else is
 * there; *AT is then of no use. */

/* TEXT, byte for byte. */
bool json_is(char **at, const char *text);

/* A string, decoded where it stands: *VALUE points into it. */
bool json_string(char **at, char **value);

/* A whole number from 0 to 999999. */
bool json_number(char **at, int *value);

#endif
