/*
 * demote.c - from all-powerful to a user with one privilege
 *
 * A web server wants port 80, which takes CAP_NET_BIND_SERVICE.  It need not
 * be root for that, nor have any other of root's powers.
 *
 * See capabilities(7), setresuid(2), capset(2), prctl(2).
 */
#include "demote.h"

int
demote(uid_t id)
{
	/* TODO: what demote.h promises. */
	(void)id;
	return 0;
}
