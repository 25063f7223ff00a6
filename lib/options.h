/* options.h - the options that all steps share; see --help of any step */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "sync.h"

#define LIST_MAX 32

/* The values of a repeatable option. */
struct list {
	int n;
	const char *item[LIST_MAX];
};

struct options {
	bool explain, pause;
	const char *root; /* 01 */
	struct list bind; /* 02: SRC:DST[:ro] */
	struct list map; /* 04: IN:OUT:COUNT */
	bool no_map; /* 04 */
	const char *hostname; /* 05 */
	const char *net; /* 06: lo or veth */
	const char *keep; /* 07: capabilities, or NULL for the usual 14 */
	const char *memory; /* 08: these three NULL: no limit */
	const char *pids;
	const char *cpu;
	struct list deny; /* 09: system calls answered with EPERM */
	struct list kill; /* 09: system calls that end the process */
	char **argv; /* COMMAND and its arguments */
	struct sync sync; /* between host and box */
};

/* Reads the options that step number STEP has, and what every program does
 * first: descriptors 0 to 2 are taken, umask is 022.  Prints --help and ends
 * with 0, or says what is wrong in one line and ends with 125. */
struct options options_parse(int step, int argc, char **argv);

/* TEXT as a whole number from MIN to MAX; WHAT names it in the error. */
unsigned long long option_number(const char *what, const char *text,
				 unsigned long long min,
				 unsigned long long max);

#endif
