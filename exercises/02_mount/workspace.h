/* workspace.h - a place to work in that nobody else sees */
#ifndef WORKSPACE_H
#define WORKSPACE_H

/* Makes DIR a workspace, for the calling process and all that it starts from
 * now on:
 *
 *	DIR		an empty file system in memory, for SIZE bytes
 *	DIR/input	the directory SRC, with all that is mounted below it
 *
 * What is in DIR/input, at any depth, can be read and not written.  In DIR and
 * everywhere below it, set-user-ID programs and devices have no effect (nosuid,
 * nodev).
 *
 * No other process sees any of this.  Nor does anything get in that others
 * mount after the call, below SRC or elsewhere.  Under its own name SRC is as
 * it was, for the caller and for all others.
 *
 * DIR and SRC are two directories with absolute names, neither in the other.
 * Needs CAP_SYS_ADMIN in the caller's user namespace.  Returns 0, or -1 with
 * the errno of the call that failed. */
int workspace_make(const char *dir, unsigned long long size, const char *src);

#endif
