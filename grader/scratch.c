/*
 * scratch.c - a directory for what is needed only while we grade
 *
 * A grader that is killed cannot clean up.  So each holds a lock on its
 * directory, which the kernel lets go when the last process that knows it has
 * ended, and each looks for those of its user that nobody holds: when it
 * begins, and when it ends, since what was killed a moment ago may still be
 * dying.
 *
 * See flock(2), mkdtemp(3), nftw(3).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "trouble.h"

#define PREFIX "boxwright-grade."

static const char *dir;
static char path[PATH_MAX];
static pid_t owner;

static int
remove_entry(const char *name, const struct stat *s, int type, struct FTW *f)
{
	(void)s, (void)f;
	return type == FTW_DP ? rmdir(name) : unlink(name);
}

void
scratch_remove(const char *name)
{
	nftw(name, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void
scratch_leave(void)
{
	owner = 0;
}

/* NAME in DIR, if it is ours and nobody holds it any more. */
static void
remove_stale(const char *name)
{
	char whole[PATH_MAX];
	struct stat s;
	int fd;

	snprintf(whole, sizeof whole, "%s/%s", dir, name);
	fd = open(whole, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return;
	if (fstat(fd, &s) == 0 && s.st_uid == geteuid() &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0)
		scratch_remove(whole);
	close(fd);
}

static void
remove_all_stale(void)
{
	DIR *listing = opendir(dir);
	struct dirent *entry;

	while (listing && (entry = readdir(listing)))
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0)
			remove_stale(entry->d_name);
	if (listing)
		closedir(listing);
}

static void
remove_ours(void)
{
	if (getpid() != owner)
		return;
	scratch_remove(path);
	remove_all_stale();
}

const char *
scratch_make(void)
{
	int fd;

	dir = getenv("TMPDIR");
	if (!dir || *dir != '/')
		dir = "/tmp";
	remove_all_stale();
	snprintf(path, sizeof path, "%s/" PREFIX "XXXXXX", dir);
	if (!mkdtemp(path))
		need(-1, "mkdir %s", path);
	owner = getpid();
	atexit(remove_ours);
	/* From here on we hold it; between the two lines nobody does. */
	fd = need(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open %s",
		  path);
	need(flock(fd, LOCK_EX), "flock %s", path);
	return path;
}
