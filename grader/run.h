/* run.h - run a command of ours with a deadline, and keep what it says */
#ifndef RUN_H
#define RUN_H

#include <stddef.h>

struct run {
	char **argv;
	char **env; /* NULL: only PATH, the locale and so on */
	const char *dir; /* NULL: where we are */
	int seconds; /* then it is ended */
	size_t most; /* of OUT; the rest is read and dropped */
	/* What came of it: */
	int status; /* as a shell has it; -1: it was ended */
	char *out; /* its stdout and stderr, for the caller to free */
	size_t size;
};

/* Ends the process with need() if it cannot even be started. */
void run(struct run *r);

/* For a signal handler: ends what runs, at once, and waits until it is gone. */
void run_kill(void);

#endif
