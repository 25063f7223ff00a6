/* toolkit.h - the exercises that can be graded, and where their parts are */
#ifndef TOOLKIT_H
#define TOOLKIT_H

#include <limits.h>
#include <stdbool.h>

enum { TOPICS_MOST = 40, CHECKS_MOST = 40 };

struct topic {
	char name[64]; /* 05_uts */
	char file[64]; /* join.c */
	bool wanted; /* not left out by --only */
	int max, checks;
	struct {
		char *name;
		int max;
	} check[CHECKS_MOST];
};

extern struct toolkit {
	char top[PATH_MAX]; /* the project */
	char build[PATH_MAX]; /* what was built of it */
	char id[64]; /* version, and a fingerprint of all that judges */
	char machine[256];
	int count;
	struct topic topic[TOPICS_MOST];
} toolkit;

/* Fills toolkit.  TOP: the project's directory.  ONLY: NAME,NAME..., or NULL
 * for all exercises. */
void toolkit_load(const char *top, const char *only);

/* Is NAME the name of an exercise? */
int toolkit_is_topic(const char *name);

/* For loops over those that are wanted. */
#define EACH_TOPIC(t)                                                   \
	for (t = toolkit.topic; t < toolkit.topic + toolkit.count; t++) \
		if (t->wanted)

#endif
