/* walk.h - from the folders that were named to each student's */
#ifndef WALK_H
#define WALK_H

/* Who has sent something.  DIR is the folder, or -1, and WHY says what went
 * wrong. */
struct sender {
	const char *name;
	int dir;
	const char *why;
};

/* Looks at PATHS, which ends with NULL: each is a student's folder, with
 * exercises' folders in it, or holds students' folders.  Ends the process if
 * one is neither, or if two students have one name. */
void walk_open(char **paths);

/* Calls VISIT for each student, one at a time, until it returns false.  Says
 * what is left out if LOUD. */
void walk(int (*visit)(const struct sender *sender), int loud);

#endif
