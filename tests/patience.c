/* patience.c - a clock for limits of time; see patience.h */
#include <time.h>

#include "patience.h"

/* A rest tells by how much it was late.  For what we do between two of them
 * that is not known; but it never takes so many milliseconds by itself. */
enum { WORK_MOST = 500 };

static long counted; /* until the last rest's end */
static long ended; /* when that was, by the kernel's clock */

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static long
at_most(long most, long ms)
{
	return ms < most ? ms : most;
}

long
patience_ms(void)
{
	if (!ended)
		ended = now_ms();
	return counted + at_most(WORK_MOST, now_ms() - ended);
}

int
patience_poll(struct pollfd *p, nfds_t n, int ms)
{
	long begin = now_ms();
	int ready;

	counted = patience_ms();
	ready = poll(p, n, ms);
	ended = now_ms();
	counted += at_most(ms, ended - begin);
	return ready;
}
