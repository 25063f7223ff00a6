/*
 * walk.c - from the folders that were named to each student's
 *
 * Nothing is collected, so a million entries need no more memory than one.
 * Names are bytes: they are compared and handed on, and never part of a
 * command.  That two students have one name is found by looking the name up
 * in each folder that was named before.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "escape.h"
#include "must.h"
#include "take.h"
#include "toolkit.h"
#include "trouble.h"
#include "walk.h"

enum { FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK };

static struct place {
	const char *path;
	const char *student; /* NULL: holds students' folders */
} * places;
static int count;

/* Is there something in DIR that has an exercise's name? */
static bool
has_topic(int dir)
{
	struct stat s;
	int i;

	for (i = 0; i < toolkit.count; i++)
		if (fstatat(dir, toolkit.topic[i].name, &s,
			    AT_SYMLINK_NOFOLLOW) == 0)
			return true;
	return false;
}

/* Is this directory entry a folder, links not counted? */
static bool
is_folder(int dir, const char *name)
{
	struct stat s;

	return fstatat(dir, name, &s, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(s.st_mode);
}

static bool
has_folders(int dir)
{
	int fd = openat(dir, ".", FOLDER);
	DIR *listing = fd == -1 ? NULL : fdopendir(fd);
	struct dirent *entry;
	bool found = false;

	while (listing && !found && (entry = readdir(listing)))
		found =
		    entry->d_name[0] != '.' && is_folder(dir, entry->d_name);
	if (listing)
		closedir(listing);
	return found;
}

/* The last part of where PATH really is. */
static const char *
name_of(const char *path)
{
	char *real = realpath(path, NULL);

	if (!real)
		need(-1, "%s", path);
	if (strcmp(real, "/") == 0)
		bad_usage("%s is no student's folder", path);
	return strrchr(real, '/') + 1;
}

/* Ends the process if two of the places hold students of one name. */
static void
check_name(int place, const char *name)
{
	char here[PATH_MAX + 256], there[PATH_MAX + 256];
	struct stat a, b;
	int i;

	snprintf(here, sizeof here, places[place].student ? "%s" : "%s/%s",
		 places[place].path, name);
	for (i = 0; i < place; i++) {
		if (places[i].student && strcmp(places[i].student, name) != 0)
			continue;
		snprintf(there, sizeof there,
			 places[i].student ? "%s" : "%s/%s", places[i].path,
			 name);
		if (stat(there, &a) == -1 || stat(here, &b) == -1)
			continue;
		if (a.st_dev == b.st_dev && a.st_ino == b.st_ino)
			bad_usage("%s: the same folder was given twice",
				  visible(NAME, here));
		if (S_ISDIR(a.st_mode))
			bad_usage("two students have one name: %s, and the one "
				  "in %s; rename one",
				  visible(NAME, here), places[i].path);
	}
}

void
walk_open(char **paths)
{
	struct place *p;
	int dir;

	while (paths[count])
		count++;
	places = need_memory(calloc(count, sizeof *places));
	for (p = places; *paths; p++, paths++) {
		dir = open(*paths, FOLDER);
		if (dir == -1)
			bad_usage("%s: %s (%s)", visible(NAME, *paths),
				  errno_name(errno), strerror(errno));
		p->path = *paths;
		if (has_topic(dir)) {
			p->student = name_of(*paths);
			check_name(p - places, p->student);
		} else if (!has_folders(dir)) {
			bad_usage("%s: neither an exercise's folder nor "
				  "students' folders are in it",
				  visible(NAME, *paths));
		}
		close(dir);
	}
}

static int
visit_folder(int parent, const char *name,
	     int (*visit)(const struct sender *sender))
{
	struct sender sender = { .name = name };
	char why[300];
	int more;

	sender.dir = openat(parent, name, FOLDER | O_NOFOLLOW);
	if (sender.dir == -1) {
		snprintf(why, sizeof why, "the student's folder: %s (%s)",
			 errno_name(errno), strerror(errno));
		sender.why = why;
	}
	more = visit(&sender);
	if (sender.dir != -1)
		close(sender.dir);
	return more;
}

/* A link may be the instructor's, who has to know that it was not followed. */
static int
visit_link(const char *name, int (*visit)(const struct sender *sender))
{
	struct sender sender = {
		.name = name,
		.dir = -1,
		.why = "the student's folder is a symbolic link: not followed",
	};

	return visit(&sender);
}

static int
visit_entry(int dir, const char *name, long *others,
	    int (*visit)(const struct sender *sender))
{
	struct stat s;

	if (fstatat(dir, name, &s, AT_SYMLINK_NOFOLLOW) == -1)
		s.st_mode = S_IFDIR; /* to open it will say why */
	if (S_ISDIR(s.st_mode))
		return visit_folder(dir, name, visit);
	if (S_ISLNK(s.st_mode) && fstatat(dir, name, &s, 0) == 0 &&
	    S_ISDIR(s.st_mode))
		return visit_link(name, visit);
	(*others)++;
	return 1;
}

static int
walk_place(int place, int (*visit)(const struct sender *sender), int loud)
{
	const char *path = places[place].path;
	int dir = need(open(path, FOLDER), "open %s", path), more = 1;
	struct dirent *entry;
	long others = 0;
	DIR *listing = need_memory(fdopendir(dir));

	for (errno = 0; more && (entry = readdir(listing)); errno = 0) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (entry->d_name[0] == '.') {
			others++;
			continue;
		}
		if (loud && is_folder(dir, entry->d_name))
			check_name(place, entry->d_name);
		more = visit_entry(dir, entry->d_name, &others, visit);
	}
	if (more && errno)
		need(-1, "read %s", path);
	if (others && loud)
		note("%s: %ld of its entries are no students' folders: left "
		     "out",
		     visible(NAME, path), others);
	closedir(listing);
	return more;
}

void
walk(int (*visit)(const struct sender *sender), int loud)
{
	struct sender sender;
	int i, more = 1;

	for (i = 0; more && i < count; i++) {
		if (!places[i].student) {
			more = walk_place(i, visit, loud);
			continue;
		}
		sender.name = places[i].student;
		sender.why = "";
		sender.dir = need(open(places[i].path, FOLDER), "open %s",
				  places[i].path);
		more = visit(&sender);
		close(sender.dir);
	}
}
