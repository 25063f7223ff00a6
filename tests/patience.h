/*
 * patience.h - a clock for limits of time, fair on a machine that is slow
 *
 * Where a machine has too much to do, or stands still, a program gets too
 * little of it; and so do we, who wait for that program: a rest takes longer
 * than we asked for.  By how much, that this clock does not count; and of what
 * we do between two rests not more than half a second.
 */
#ifndef PATIENCE_H
#define PATIENCE_H

#include <poll.h>

/* Milliseconds since some moment, less those that we were kept waiting. */
long patience_ms(void);

/* poll(2) for MS milliseconds, not forever; it finds out how late we are. */
int patience_poll(struct pollfd *p, nfds_t n, int ms);

#endif
