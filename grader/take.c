/*
 * take.c - the one file of a submission, taken without trusting anything
 *
 * What a student hands in may hold links to other students' work, FIFOs that
 * nobody ever writes to, devices, a million files, a file of 4 GB.  So one
 * file is opened by the name that the exercise gives it, never by one that the
 * student chose; every part of the way must be a real directory and the end a
 * regular file.  What it is is asked before it is opened, for to open a device
 * may do something, and again afterwards, for it might have been replaced.
 *
 * CRLF, a byte order mark and Latin-1 are left to the compiler, which takes
 * them all.  Files that no compiler takes are named for what they are, because
 * its messages would not help.
 *
 * See openat(2), O_NOFOLLOW and O_NONBLOCK; fstatat(2).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "must.h"
#include "take.h"

/* So many entries of a directory are looked at for a name that is nearly
 * right. */
enum { GLANCE = 1000 };

static enum taken __attribute__((format(printf, 3, 4)))
because(struct take *t, enum taken taken, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(t->why, sizeof t->why, fmt, ap);
	va_end(ap);
	return taken;
}

static enum taken
our_trouble(struct take *t, const char *name)
{
	return because(t, CANNOT_TAKE, "%s: %s (%s)", name, errno_name(errno),
		       strerror(errno));
}

const char *
take_kind(unsigned mode)
{
	switch (mode & S_IFMT) {
	case S_IFLNK:
		return "a symbolic link";
	case S_IFDIR:
		return "a folder";
	case S_IFREG:
		return "a file";
	case S_IFIFO:
		return "a FIFO";
	case S_IFSOCK:
		return "a socket";
	}
	return "a device";
}

/* Could NAME be meant as FILE: join.c.txt, Join.C, main.c? */
static bool
is_near(const char *name, const char *file)
{
	size_t n = strlen(name);

	return strncasecmp(name, file, strlen(file)) == 0 ||
	       (n > 2 && strcasecmp(name + n - 2, ".c") == 0);
}

/* FILE is not in DIR: is something like it? */
static enum taken
look_for_near(struct take *t, int dir, const char *file)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), i;
	DIR *listing = fd == -1 ? NULL : fdopendir(fd);
	struct dirent *entry;

	because(t, NOT_TAKEN, "not submitted");
	for (i = 0; listing && i < GLANCE && (entry = readdir(listing)); i++)
		if (is_near(entry->d_name, file)) {
			because(t, NOT_TAKEN,
				"not submitted: there is no %s, but %s", file,
				entry->d_name);
			break;
		}
	if (listing)
		closedir(listing);
	return NOT_TAKEN;
}

/* Editors of other systems save what no C compiler reads. */
static enum taken
check_text(struct take *t, const char *file)
{
	const char *bytes = t->bytes;

	if (t->size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
			     memcmp(bytes, "\xfe\xff", 2) == 0))
		return because(t, NOT_TAKEN,
			       "%s is UTF-16: not read; save it as UTF-8",
			       file);
	if (memchr(bytes, '\0', t->size))
		return because(t, NOT_TAKEN,
			       "%s is no text, it has NUL bytes: not read",
			       file);
	if (memchr(bytes, '\r', t->size) && !memchr(bytes, '\n', t->size))
		return because(t, NOT_TAKEN,
			       "%s has no line ends but CR: not read; save it "
			       "with LF",
			       file);
	return TAKEN;
}

static enum taken
read_file(struct take *t, int dir, const char *file)
{
	int fd =
	    openat(dir, file,
		   O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat s;
	ssize_t n = 1;

	if (fd == -1)
		return our_trouble(t, file);
	if (fstat(fd, &s) == -1 || !S_ISREG(s.st_mode)) {
		close(fd);
		return because(t, CANNOT_TAKE, "%s has changed", file);
	}
	for (t->size = 0; n > 0 && t->size <= FILE_MOST; t->size += n) {
		n = read(fd, t->bytes + t->size, FILE_MOST + 1 - t->size);
		if (n == -1) {
			close(fd);
			return our_trouble(t, file);
		}
	}
	close(fd);
	return check_text(t, file);
}

static enum taken
take_from(struct take *t, int dir, const char *file)
{
	struct stat s;

	if (fstatat(dir, file, &s, AT_SYMLINK_NOFOLLOW) == -1)
		return errno == ENOENT ? look_for_near(t, dir, file)
				       : our_trouble(t, file);
	if (!S_ISREG(s.st_mode))
		return because(t, NOT_TAKEN, "%s is %s: not read", file,
			       take_kind(s.st_mode));
	if (s.st_size == 0)
		return because(t, NOT_TAKEN, "%s is empty", file);
	if (s.st_size > FILE_MOST)
		return because(t, NOT_TAKEN,
			       "%s has %lld bytes: not read, %d are the most",
			       file, (long long)s.st_size, FILE_MOST);
	return read_file(t, dir, file);
}

enum taken
take(struct take *t, int student, const char *topic, const char *file)
{
	enum taken taken;
	struct stat s;
	int dir;

	t->why[0] = '\0';
	if (fstatat(student, topic, &s, AT_SYMLINK_NOFOLLOW) == -1)
		return errno == ENOENT ? because(t, NOT_TAKEN, "not submitted")
				       : our_trouble(t, topic);
	if (!S_ISDIR(s.st_mode))
		return because(t, NOT_TAKEN, "%s is %s: not read", topic,
			       take_kind(s.st_mode));
	dir = openat(student, topic,
		     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir == -1)
		return our_trouble(t, topic);
	taken = take_from(t, dir, file);
	close(dir);
	return taken;
}
