/*
 * bench.c - times commands against each other
 *
 *	bench ROUNDS COMMAND COMMAND...
 *
 * Each COMMAND is words separated by blanks.  In every round each runs once,
 * in an order that is shuffled anew, so that what disturbs the machine
 * disturbs all alike.  Prints the median of each, in ms, from start to exit,
 * and its ratio to the first.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "must.h"
#include "options.h"

enum { COMMANDS = 8, ROUNDS = 2000, WORDS = 48 };

static double times[COMMANDS][ROUNDS];

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* Runs one command; how long it took.  It has to succeed. */
static double
run(char **words)
{
	double start = now_ms();
	int status, null;
	pid_t pid = must(vfork(), "vfork");

	if (pid == 0) {
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		execvp(words[0], words);
		_exit(127);
	}
	must(waitpid(pid, &status, 0), "waitpid");
	if (status != 0)
		die("%s failed: wait status %x", words[0], status);
	return now_ms() - start;
}

static int
compare(const void *a, const void *b)
{
	double d = *(const double *)a - *(const double *)b;

	return d < 0 ? -1 : d > 0;
}

static double
median(double *list, int n)
{
	qsort(list, n, sizeof *list, compare);
	return n % 2 ? list[n / 2] : (list[n / 2 - 1] + list[n / 2]) / 2;
}

static void
shuffle(int *order, int n)
{
	int i, j, swap;

	for (i = n - 1; i > 0; i--) {
		j = rand() % (i + 1);
		swap = order[i];
		order[i] = order[j];
		order[j] = swap;
	}
}

int
main(int argc, char **argv)
{
	char *words[COMMANDS][WORDS], text[COMMANDS][1024], *word;
	int order[COMMANDS], n = argc - 2, rounds, round, i, w;
	double first = 0, ms;

	if (n < 1 || n > COMMANDS)
		die("want ROUNDS and 1 to %d COMMANDs", COMMANDS);
	rounds = option_number("ROUNDS", argv[1], 1, ROUNDS);
	for (i = 0; i < n; i++) {
		order[i] = i;
		snprintf(text[i], sizeof text[i], "%s", argv[i + 2]);
		w = 0;
		for (word = strtok(text[i], " "); word && w < WORDS - 1;
		     word = strtok(NULL, " "))
			words[i][w++] = word;
		words[i][w] = NULL;
	}
	for (round = 0; round < rounds; round++) {
		shuffle(order, n);
		for (i = 0; i < n; i++)
			times[order[i]][round] = run(words[order[i]]);
	}
	for (i = 0; i < n; i++) {
		ms = median(times[i], rounds);
		first = i ? first : ms;
		printf("%8.2f ms  %5.2f x  %s\n", ms, ms / first, argv[i + 2]);
	}
	return 0;
}
