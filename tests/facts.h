/*
 * facts.h - what the kernel records of a process, as "key=value"
 *
 * docs/facts.md lists the keys.
 */
#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

/* Adds, or replaces, a fact. */
void fact_set(const char *value, const char *key, ...)
    __attribute__((format(printf, 2, 3)));
void fact_number(long long value, const char *key, ...)
    __attribute__((format(printf, 2, 3)));

/* The value of a fact, or "" where there is none. */
const char *fact_get(const char *key, ...)
    __attribute__((format(printf, 1, 2)));

/* Reads /proc/PID into facts named PREFIX.*.  PID is a process of ours or
 * below us; needs ptrace access to it (ptrace(2), PTRACE_MODE_READ). */
void facts_of_process(const char *prefix, pid_t pid);

/* Prints all, one a line, control characters as \xNN, backslash as \\. */
void facts_print(FILE *out);

/* The first NAMES of /proc/PID/net/dev, separated by blanks. */
void facts_links(char *names, size_t size, pid_t pid);

/* How many mounts PID sees. */
int facts_count_mounts(pid_t pid);

/* Calls FN with each child of PID, until one call returns non-zero, which
 * it returns. */
pid_t facts_each_child(pid_t pid, pid_t (*fn)(pid_t child, void *arg),
		       void *arg);

/* For facts_each_child(): stops at the child whose number is PID in the
 * namespace that is LEVEL of its list of numbers, from 1 for ours. */
struct inner {
	pid_t pid;
	int level;
};
pid_t facts_match_inner(pid_t child, void *inner);

#endif
