/* keep.h - what is read once and needed to the end: strings, arrays */
#ifndef KEEP_H
#define KEEP_H

#include <stddef.h>

/* Returns a copy of TEXT that lasts.  Equal texts share one copy, so two kept
 * strings are equal when their addresses are. */
const char *keep(const char *text);

/* Returns ARRAY, which holds COUNT elements of SIZE bytes, with room for one
 * more.  It may have moved. */
void *grow(void *array, size_t count, size_t size);

/* Returns COUNT elements of SIZE bytes, all zero. */
void *zeroed(size_t count, size_t size);

#endif
