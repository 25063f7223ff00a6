/* limit.h - which limit has a program of observe --strict reached? */
#ifndef LIMIT_H
#define LIMIT_H

#include <stdbool.h>

#include "sandbox.h"

/* Any time: true once the program has used up so much that it has to be
 * stopped.  Always false without --strict. */
bool limit_reached(const struct sandbox *s);

/* At the end: sets the facts limit.*; TIMEOUT: its time was up; STATUS is
 * its exit status, or 0. */
void limit_facts(const struct sandbox *s, bool timeout, int status);

/* Says which of these stand. */
void limit_defences(const struct sandbox *s);

#endif
