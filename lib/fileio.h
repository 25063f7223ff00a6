/* fileio.h - small files of /proc and /sys, and descriptors 0 to 2 */
#ifndef FILEIO_H
#define FILEIO_H

#include <stddef.h>
#include <sys/types.h>

/* Writes TEXT to the file that FMT names in one write(2), as files in /proc
 * and cgroup directories want.  Creates nothing.  Reports through must(). */
void file_write(const char *text, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The same, but returns 0, or -1 with errno set. */
int file_try_write(const char *text, const char *path);

/* Reads at most SIZE-1 bytes of PATH into BUF and ends them with NUL.
 * Returns their number, or -1 with errno set. */
ssize_t file_read(char *buf, size_t size, const char *path);

/* Makes sure that descriptors 0, 1 and 2 are taken, so that no socket of
 * ours can land there; one that was closed answers EBADF as before. */
void file_hold_standard(void);

#endif
