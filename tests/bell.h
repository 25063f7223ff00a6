/*
 * bell.h - tells when to look for a witness
 *
 * A witness that is ready opens its own file and closes it again: that is the
 * bell, and inotify(7) hears it.  Anybody else may ring, and a copy of the
 * witness that we do not know of rings unheard: so the bell says when to look,
 * never what is there, and who waits for it looks now and then without.
 */
#ifndef BELL_H
#define BELL_H

/* From here on, FILE is listened to; where that cannot be, it never rings. */
void bell_hang(const char *file);

/* In the witness: rings. */
void bell_ring(void);

/* Waits until it has rung, FD can be read from or MS milliseconds are over. */
void bell_await(int fd, int ms);

#endif
