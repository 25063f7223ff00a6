/*
 * json.c - the JSON that the grader writes, and reads again
 *
 * The writer stays within printable ASCII: whatever a student sends cannot
 * move a terminal's cursor, end a string or break a line.  The reader is no
 * general one.  It takes what the writer writes, keys in their order and no
 * white space, and strings with JSON's escapes; anything else is damage.
 *
 * See RFC 8259; PEP 383 on bytes that are no UTF-8.
 */
#include <string.h>

#include "escape.h"
#include "json.h"

static void
put_unit(FILE *out, unsigned unit)
{
	fprintf(out, "\\u%04x", unit);
}

/* Writes what stands at P as \u escapes; returns its length. */
static int
put_escape(FILE *out, const char *p)
{
	unsigned point;
	int length = utf8_decode(p, &point);

	if (length == 0) {
		put_unit(out, 0xdc00 + (unsigned char)*p);
		return 1;
	}
	if (point >= 0x10000) {
		put_unit(out, 0xd800 + ((point - 0x10000) >> 10));
		point = 0xdc00 + (point & 0x3ff);
	}
	put_unit(out, point);
	return length;
}

/* "##" begins a command in the logs of some CI services, and so the first of
 * two is escaped. */
static bool
is_plain(const char *p)
{
	return *p >= ' ' && *p <= '~' && *p != '"' && *p != '\\' &&
	       !(*p == '#' && p[1] == '#');
}

void
json_put(FILE *out, const char *p)
{
	const char *from;

	putc('"', out);
	while (*p) {
		for (from = p; is_plain(p); p++)
			;
		fwrite(from, 1, p - from, out);
		if (*p == '"' || *p == '\\')
			fprintf(out, "\\%c", *p++);
		else if (*p == '\n')
			fputs("\\n", out), p++;
		else if (*p)
			p += put_escape(out, p);
	}
	putc('"', out);
}

bool
json_is(char **at, const char *text)
{
	size_t length = strlen(text);

	if (strncmp(*at, text, length) != 0)
		return false;
	*at += length;
	return true;
}

bool
json_number(char **at, int *value)
{
	char *p = *at;

	for (*value = 0; *p >= '0' && *p <= '9' && p - *at < 6; p++)
		*value = *value * 10 + *p - '0';
	if (p == *at || (**at == '0' && p - *at > 1))
		return false;
	*at = p;
	return true;
}

static bool
read_unit(char **at, unsigned *unit)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit;
	int i;

	*unit = 0;
	for (i = 0; i < 4; i++, (*at)++) {
		digit = **at ? strchr(digits, **at | 0x20) : NULL;
		if (!digit || **at < '0')
			return false;
		*unit = *unit * 16 + (digit - digits);
	}
	return true;
}

/* What follows "\u": one unit, or two that are a pair.  A NUL is refused: no
 * string of ours can hold one. */
static bool
read_point(char **at, char **to)
{
	unsigned unit, low;

	if (!read_unit(at, &unit) || unit == 0)
		return false;
	if (unit >= 0xdc80 && unit <= 0xdcff) {
		*(*to)++ = unit - 0xdc00;
		return true;
	}
	if (unit >= 0xd800 && unit <= 0xdbff) {
		if (!json_is(at, "\\u") || !read_unit(at, &low) ||
		    low < 0xdc00 || low > 0xdfff)
			return false;
		unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
	} else if (unit >= 0xdc00 && unit <= 0xdfff) {
		return false;
	}
	*to += utf8_encode(*to, unit);
	return true;
}

/* Decoding never makes a string longer, so it is done where it stands. */
bool
json_string(char **at, char **value)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	char *to, *p;
	const char *name;

	if (!json_is(at, "\""))
		return false;
	*value = to = p = *at;
	for (; *p != '"'; *at = p) {
		if (*p < ' ' || *p > '~')
			return false;
		if (*p != '\\') {
			*to++ = *p++;
		} else if (p[1] == 'u') {
			p += 2;
			if (!read_point(&p, &to))
				return false;
		} else {
			name = p[1] ? strchr(names, p[1]) : NULL;
			if (!name)
				return false;
			*to++ = means[name - names];
			p += 2;
		}
	}
	*to = '\0';
	*at = p + 1;
	return true;
}
