/* progress.h - how far the grader has come, on stderr */
#ifndef PROGRESS_H
#define PROGRESS_H

/* ALL submissions are there to be judged. */
void progress_start(long all);

/* One more is done; it was JUDGED just now, or had been before. */
void progress_step(int judged);

/* Now and then: shows it, if that is due. */
void progress_tick(void);

/* Before anything else is said on stderr. */
void progress_clear(void);

/* Milliseconds since some moment; no clock that can be set. */
long now_ms(void);

#endif
