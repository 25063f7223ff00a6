/* root.c - a root directory made from scratch; see root.h */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "must.h"
#include "root.h"

/* Any directory that every host has: what we mount there only we see. */
#define PLACE "/tmp"

static struct root_item *
add(struct root *r, const char *at)
{
	if (r->n == ROOT_ITEMS)
		die("more than %d things in a root directory", ROOT_ITEMS);
	r->item[r->n].at = at;
	return &r->item[r->n++];
}

void
root_add_dir(struct root *r, const char *at)
{
	add(r, at)->kind = ROOT_DIR;
}

void
root_add_link(struct root *r, const char *at, const char *to)
{
	struct root_item *i = add(r, at);

	i->kind = ROOT_LINK;
	i->to = to;
}

void
root_add_copy(struct root *r, const char *at, int fd)
{
	struct root_item *i = add(r, at);

	i->kind = ROOT_FILE;
	i->fd = fd;
}

void
root_add_bind(struct root *r, const char *at, const char *src)
{
	char *line;
	struct stat s;

	must(stat(src, &s), "stat %s", src);
	if (S_ISDIR(s.st_mode))
		root_add_dir(r, at);
	else
		root_add_copy(r, at, -1);
	if (r->list.n == LIST_MAX)
		die("more than %d binds in a root directory", LIST_MAX);
	if (asprintf(&line, "%s:/%s:ro", src, at) == -1)
		die("out of memory");
	r->list.item[r->list.n++] = line;
}

int
root_open_file(const char *path, long long max, const char **why)
{
	/* O_NONBLOCK: to open a FIFO would wait for its other end */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC |
				O_NOCTTY);
	struct stat s;

	if (fd == -1)
		*why =
		    errno == ELOOP ? "is a symbolic link" : errno_name(errno);
	else if (fstat(fd, &s) == -1)
		*why = errno_name(errno);
	else if (!S_ISREG(s.st_mode))
		*why = "is no regular file";
	else if (s.st_size > max)
		*why = "is too large";
	else
		return fd;
	if (fd != -1)
		close(fd);
	return -1;
}

/* ---- inside ------------------------------------------------------------ */

void
root_take(struct root *r)
{
	mounts_make_private();
	mounts_open_binds(&r->list, &r->binds);
}

static void
make_file(const struct root_item *i)
{
	struct stat s = { .st_mode = 0755 };
	off_t at = 0;
	ssize_t n;
	int to;

	if (i->fd != -1)
		must(fstat(i->fd, &s), "fstat %s", i->at);
	to = must(open(i->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       s.st_mode & 0111 ? 0755 : 0644),
		  "create %s", i->at);
	/* not by the descriptor's own place in the file: others share that */
	do
		n = i->fd == -1 ? 0 : sendfile(to, i->fd, &at, 1 << 30);
	while (n > 0);
	must(n, "copy to %s", i->at);
	must(close(to), "close %s", i->at);
}

static void
make_item(const struct root_item *i)
{
	if (i->kind == ROOT_DIR)
		must(mkdir(i->at, 0755), "mkdir %s", i->at);
	else if (i->kind == ROOT_LINK)
		must(symlink(i->to, i->at), "symlink %s", i->at);
	else
		make_file(i);
}

void
root_make(struct root *r)
{
	const struct root_item *i;
	char options[64];
	int kind;

	snprintf(options, sizeof options, "mode=755,nr_inodes=1024,size=%s",
		 r->size);
	must(mount("root", PLACE, "tmpfs", MS_NOSUID | MS_NODEV, options),
	     "mount tmpfs on %s", PLACE);
	must(chdir(PLACE), "chdir %s", PLACE);
	/* directories first: what else there is, is in them */
	for (kind = ROOT_DIR; kind <= ROOT_LINK; kind++)
		for (i = r->item; i < r->item + r->n; i++)
			if ((int)i->kind == kind)
				make_item(i);
}

void
root_enter(struct root *r)
{
	mounts_pivot_root();
	mounts_attach_binds(&r->binds);
	must(mount(NULL, "/", NULL,
		   MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
		   NULL),
	     "mount / MS_REMOUNT|MS_BIND|MS_RDONLY");
}
