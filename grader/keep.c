/*
 * keep.c - strings that are kept once, arrays that grow
 *
 * A journal says the same names and causes thousands of times.  Each text is
 * kept once, in a hash table, so the memory that a report needs is that of
 * the different texts.  Nothing is given back before the program ends.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "keep.h"
#include "trouble.h"

static struct text {
	struct text *next;
	uint64_t hash;
	char bytes[];
} * *table;
static size_t slots, texts;

void *
zeroed(size_t count, size_t size)
{
	return need_memory(calloc(count ? count : 1, size));
}

/* The room doubles whenever the count is a power of two. */
void *
grow(void *array, size_t count, size_t size)
{
	if (count & (count - 1))
		return array;
	return need_memory(reallocarray(array, count ? 2 * count : 1, size));
}

/* FNV-1a.  Its seed is no secret: who fills one slot slows a report down, and
 * changes nothing in it. */
static uint64_t
hash_of(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
	return hash;
}

static void
rehash(void)
{
	size_t i, more = slots ? 2 * slots : 1024;
	struct text **larger = zeroed(more, sizeof *larger), *text, *next;

	for (i = 0; i < slots; i++)
		for (text = table[i]; text; text = next) {
			next = text->next;
			text->next = larger[text->hash % more];
			larger[text->hash % more] = text;
		}
	free(table);
	table = larger;
	slots = more;
}

const char *
keep(const char *bytes)
{
	uint64_t hash = hash_of(bytes);
	size_t length = strlen(bytes) + 1;
	struct text *text;

	if (texts == slots)
		rehash();
	for (text = table[hash % slots]; text; text = text->next)
		if (text->hash == hash && strcmp(text->bytes, bytes) == 0)
			return text->bytes;
	text = need_memory(malloc(sizeof *text + length));
	text->hash = hash;
	memcpy(text->bytes, bytes, length);
	text->next = table[hash % slots];
	table[hash % slots] = text;
	texts++;
	return text->bytes;
}
