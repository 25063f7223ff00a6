/*
 * progress.c - how far the grader has come, on stderr
 *
 * On a terminal a bar, drawn over and over in one line; elsewhere, in a log, a
 * plain line every ten seconds.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

enum { BAR = 30, REDRAW_MS = 100, LINE_MS = 10000 };

static long all, done, judged, started, shown;
static int terminal, drawn;

long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* How long the rest will take, if it takes as long as what was judged. */
static const char *
rest(char text[40])
{
	long seconds = 0;

	if (judged)
		seconds = (now_ms() - started) / judged * (all - done) / 1000;
	if (done == all || !judged)
		text[0] = '\0';
	else if (seconds < 120)
		snprintf(text, 40, ", about %ld s left", seconds + 1);
	else
		snprintf(text, 40, ", about %ld min left", seconds / 60 + 1);
	return text;
}

static void
show(void)
{
	static const char marks[] = "##############################";
	char text[40];
	int full = all ? done * BAR / all : BAR;

	if (terminal)
		fprintf(stderr, "\r[%-*.*s] %ld of %ld%s\033[K", BAR, full,
			marks, done, all, rest(text));
	else
		fprintf(stderr, "grade: %ld of %ld%s\n", done, all, rest(text));
	shown = now_ms();
	drawn = 1;
}

void
progress_start(long n)
{
	all = n;
	terminal = isatty(STDERR_FILENO);
	started = shown = now_ms();
}

void
progress_tick(void)
{
	if (now_ms() - shown >= (terminal ? REDRAW_MS : LINE_MS))
		show();
}

void
progress_step(int now)
{
	done++;
	judged += now != 0;
	if (done == all && (terminal || drawn))
		show();
	else
		progress_tick();
}

void
progress_clear(void)
{
	if (terminal && drawn)
		fputs("\r\033[K", stderr);
	drawn = 0;
}
