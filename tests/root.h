/*
 * root.h - a root directory made from scratch, with nothing of the host's in
 * it but what is named
 *
 * A list of what shall be there is made outside; inside, in a new mount
 * namespace, root_take() and then root_make() carry it out.
 */
#ifndef ROOT_H
#define ROOT_H

#include "mount.h"
#include "options.h"

enum { ROOT_ITEMS = 96 };

struct root {
	int n;
	struct root_item {
		enum { ROOT_DIR, ROOT_FILE, ROOT_LINK } kind;
		const char *at; /* its name inside, without the first slash */
		const char *to; /* ROOT_LINK: where it points */
		int fd; /* ROOT_FILE: what is copied, or -1 for an empty one */
	} item[ROOT_ITEMS];
	struct list list; /* binds, as --bind takes them */
	struct binds binds;
	const char *size; /* of all copies together, as tmpfs(5) takes it */
};

/* Outside.  An empty directory. */
void root_add_dir(struct root *r, const char *at);

/* A symbolic link. */
void root_add_link(struct root *r, const char *at, const char *to);

/* A copy of the file that FD has open for reading, executable if that is. */
void root_add_copy(struct root *r, const char *at, int fd);

/* The host's file or directory SRC, read-only. */
void root_add_bind(struct root *r, const char *at, const char *src);

/* Opens PATH for reading, if that is a regular file and no link; MAX bytes
 * at most.  Returns -1 and sets *WHY to what is wrong with it. */
int root_open_file(const char *path, long long max, const char **why);

/* Inside, while the ids are still those outside: takes hold of the binds. */
void root_take(struct root *r);

/* Inside, with the ids that shall own it: makes it, and goes there.  After
 * this more may be mounted in it; then root_enter(). */
void root_make(struct root *r);

/* Makes it "/", read-only, and everything of the host unreachable. */
void root_enter(struct root *r);

#endif
