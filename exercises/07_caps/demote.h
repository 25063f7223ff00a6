/* demote.h - from all-powerful to a user with one privilege */
#ifndef DEMOTE_H
#define DEMOTE_H

#include <sys/types.h>

/* Box.  Makes the calling process an ordinary user who may use ports below
 * 1024 and has no other privilege, and sees to it that no exec(2) changes
 * that, be it of an ordinary, a set-user-ID or a file-capability program.
 *
 * Afterwards:
 *   - the real, effective and saved user ids are ID, and so are the three
 *     group ids;
 *   - each of the five capability sets holds CAP_NET_BIND_SERVICE and nothing
 *     else, also those of the program that is executed next;
 *   - no_new_privs is set.
 *
 * The caller has every capability in its user namespace.  It is either user
 * and group 0, or user and group ID already; ID is not 0.  It has no
 * supplementary groups that matter: leave them alone.
 *
 * Returns 0, or -1 with errno of the call that failed; then the process is
 * not to be used for anything any more. */
int demote(uid_t id);

#endif
