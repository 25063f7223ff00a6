/*
 * escape.c - bytes that a student controls, made harmless for each format
 *
 * Two steps.  First the bytes become text that can be shown anywhere:
 *
 *	a control character, a byte that is no UTF-8	\x1b
 *	a character that is not seen, or that turns	\u{202e}
 *	the reading direction
 *	"##", "``", "~~", and "::" at a line's start:	\x23#
 *	commands to CI services, fences of Markdown
 *
 * Then the characters that have a meaning in the format are escaped as the
 * format has it.  The second step need not know of the first.
 *
 * See UTR #36, Unicode Security Considerations; owasp.org, CSV Injection.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "keep.h"

/* What is not seen, what changes the direction of what follows, and what no
 * text may hold.  Controls of one byte are not listed. */
static const struct {
	unsigned first, last;
} unseen[] = {
	{ 0x80, 0xa0 }, /* C1: on some terminals 0x9b is ESC [ */
	{ 0xad, 0xad }, /* soft hyphen */
	{ 0x34f, 0x34f },     { 0x61c, 0x61c },      { 0x115f, 0x1160 },
	{ 0x1680, 0x1680 },   { 0x17b4, 0x17b5 },    { 0x180b, 0x180f },
	{ 0x2000, 0x200f }, /* blanks of many widths, and none */
	{ 0x2028, 0x202f }, /* line ends; directions */
	{ 0x205f, 0x206f },   { 0x3000, 0x3000 },    { 0x3164, 0x3164 },
	{ 0xe000, 0xf8ff }, /* private use */
	{ 0xfdd0, 0xfdef },   { 0xfe00, 0xfe0f }, /* variation selectors */
	{ 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },    { 0xfff0, 0xfffb },
	{ 0x1d173, 0x1d17a }, { 0xe0000, 0x10ffff },
};

/* Per format: the special characters, and what is written in their place. */
static const struct {
	const char *special, *text[6], *quote;
} rules[] = {
	[PLAIN] = { "\n", { "\n             " }, "" },
	[XML] = { "&<>\"'\n",
		  { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#10;" },
		  "" },
	[CSV] = { "\"", { "\"\"" }, "\"" },
	[TAP] = { "#\\", { "\\#", "\\\\" }, "" },
	[YAML] = { "\"\\\n", { "\\\"", "\\\\", "\\n" }, "\"" },
};

/* How long the character is that begins with BYTE; 0 if none does. */
static int
length_by(unsigned char byte)
{
	if (byte < 0x80)
		return 1;
	if (byte < 0xc2 || byte > 0xf4)
		return 0;
	return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

int
utf8_decode(const char *p, unsigned *point)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int i, length = length_by(*p);

	*point = length < 2 ? *p : *p & (0x7f >> length);
	for (i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (p[i] & 0x3f);
	}
	if (*point < least[length] || *point > 0x10ffff ||
	    (*point >= 0xd800 && *point <= 0xdfff))
		return 0;
	return length;
}

int
utf8_encode(char *to, unsigned point)
{
	int i, length = 1;

	if (point >= 0x80)
		length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (i = length - 1; i > 0; i--, point >>= 6)
		to[i] = 0x80 | (point & 0x3f);
	*to = length == 1 ? point : (0xf00u >> length) | point;
	return length;
}

static bool
is_unseen(unsigned point)
{
	size_t i;

	if ((point & 0xfffe) == 0xfffe)
		return true; /* no character, by definition */
	for (i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (point >= unseen[i].first && point <= unseen[i].last)
			return true;
	return false;
}

/* Writes the character at *P to TO as it can be shown, and moves *P behind
 * it.  FIRST: nothing but blanks stands before it in its line. */
static int
show(char *to, const char **p, enum kind kind, bool first)
{
	unsigned char c = **p;
	unsigned point;
	int length;

	if (c >= 0x80) {
		length = utf8_decode(*p, &point);
		*p += length ? length : 1;
		if (length == 0)
			return sprintf(to, "\\x%02x", c);
		if (is_unseen(point))
			return sprintf(to, "\\u{%x}", point);
		memcpy(to, *p - length, length);
		return length;
	}
	++*p;
	if (c == '\t' && kind != NAME)
		return sprintf(to, "    ");
	if (c == '\\' && kind == NAME)
		return sprintf(to, "\\\\");
	if ((c < ' ' && !(c == '\n' && kind == TEXT)) || c == 0x7f ||
	    (strchr("#`~", c) && **p == c) || (first && c == ':' && **p == c))
		return sprintf(to, "\\x%02x", c);
	*to = c;
	return 1;
}

/* Most bytes mean only themselves. */
static bool
is_plain(char c)
{
	return c >= ' ' && c < '~' && c != '#' && c != '`' && c != '\\' &&
	       c != ':';
}

const char *
visible(enum kind kind, const char *p)
{
	static char *text;
	static size_t room;
	size_t need = 4 * strlen(p) + 1; /* \x1b takes four for one */
	bool first = true;
	char *to;

	if (need > room) {
		free(text);
		text = zeroed(room = 2 * need, 1);
	}
	for (to = text; *p;) {
		if (is_plain(*p)) {
			first = first && *p == ' ';
			*to++ = *p++;
			continue;
		}
		to += show(to, &p, kind, first);
		first = to[-1] == '\n' || (first && to[-1] == ' ');
	}
	while (to > text && to[-1] == '\n')
		to--;
	*to = '\0';
	return text;
}

/* Would a spreadsheet take TEXT for a formula?  An apostrophe in front makes
 * it none; where one stands already, it gets a second, so that names stay
 * different.  The last four are the first four in double width. */
static bool
is_formula(const char *text)
{
	static const char *const starts[] = {
		"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20",
	};
	size_t i;

	text += strspn(text, " '");
	for (i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

void
put(FILE *out, enum format format, enum kind kind, const char *bytes)
{
	const char *special = rules[format].special;
	const char *text = visible(kind, bytes);
	size_t length;

	fputs(rules[format].quote, out);
	if (format == CSV && is_formula(text))
		putc('\'', out);
	for (;; text += length + 1) {
		length = strcspn(text, special);
		fwrite(text, 1, length, out);
		if (!text[length])
			break;
		fputs(
		    rules[format].text[strchr(special, text[length]) - special],
		    out);
	}
	fputs(rules[format].quote, out);
}
