/* fileio.c - see fileio.h */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fileio.h"
#include "must.h"

int
file_try_write(const char *text, const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), error;
	ssize_t n;

	if (fd == -1)
		return -1;
	n = write(fd, text, strlen(text));
	error = n == -1 ? errno : EIO; /* EIO: not all of it */
	close(fd);
	errno = error;
	return n == (ssize_t)strlen(text) ? 0 : -1;
}

void
file_write(const char *text, const char *fmt, ...)
{
	char path[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(path, sizeof path, fmt, ap);
	va_end(ap);
	must(file_try_write(text, path), "write \"%.*s\" to %s",
	     (int)(strchrnul(text, '\n') - text), text, path);
}

ssize_t
file_read(char *buf, size_t size, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error;
	ssize_t n;

	if (fd == -1)
		return -1;
	n = read(fd, buf, size - 1);
	error = errno;
	close(fd);
	errno = error;
	buf[n > 0 ? n : 0] = '\0';
	return n;
}

void
file_hold_standard(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}
