/* patience.c - a clock for limits of time; see patience.h */
#include <time.h>

#include "patience.h"

static long kept_waiting;

long
patience_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000 - kept_waiting;
}

int
patience_poll(struct pollfd *p, nfds_t n, int ms)
{
	long end = patience_ms() + ms, late;
	int ready = poll(p, n, ms);

	late = patience_ms() - end;
	if (late > 0)
		kept_waiting += late;
	return ready;
}
