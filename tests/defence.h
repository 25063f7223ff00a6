/*
 * defence.h - which defences stand on this machine
 *
 * Whoever puts one up says so, in whatever process.
 */
#ifndef DEFENCE_H
#define DEFENCE_H

#include <stdio.h>

/* Outside, before the first fork(2): what is said is kept from here on. */
void defences_keep(void);

/* DEGRADED: something weaker takes its place; WHAT says what does. */
void defence_active(const char *name, const char *what, ...)
    __attribute__((format(printf, 2, 3)));
void defence_degraded(const char *name, const char *what, ...)
    __attribute__((format(printf, 2, 3)));
void defence_missing(const char *name, const char *what, ...)
    __attribute__((format(printf, 2, 3)));

/* One line each: NAME STATE WHAT, separated by tabs. */
void defences_print(FILE *out);

#endif
