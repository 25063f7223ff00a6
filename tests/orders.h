/*
 * orders.h - what witness does when observe tells it to
 *
 * An order is one packet of text, words separated by blanks; the answer is
 * one packet: a value, "ok", or the errno's name.  The list is in orders.c
 * and, for readers, in docs/facts.md.
 */
#ifndef ORDERS_H
#define ORDERS_H

#include <stddef.h>

/* Where witness keeps the two ends of its socket pair. */
enum { WITNESS_OWN_FD = 200, WITNESS_PEER_FD = 201 };

enum { ORDER_MAX = 4096, ANSWER_MAX = 8192 };

/* Carries out ORDER (its text is cut into words) and writes the answer. */
void orders_do(char *order, char *answer, size_t size);

/* Serves orders from the socket FD until the other side closes it. */
void orders_serve(int fd);

#endif
