/* scratch.h - a directory for what is needed only while we grade */
#ifndef SCRATCH_H
#define SCRATCH_H

/* Makes it; it is removed at exit.  Removes those, too, that graders which
 * were killed have left.  Returns its path. */
const char *scratch_make(void);

/* Removes PATH and all that is in it: files of our own making. */
void scratch_remove(const char *path);

/* In a worker: the directory is not ours to remove. */
void scratch_leave(void);

#endif
