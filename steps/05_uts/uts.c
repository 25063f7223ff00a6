/*
 * uts.c - a hostname of the box's own
 *
 * uname(2) returns a struct utsname, for "UNIX Time-sharing System".  Two of
 * its six fields can be set: nodename, by sethostname(2), and domainname, by
 * setdomainname(2), which is the name of a NIS domain and nothing that DNS
 * knows.  Both belong to the UTS namespace (CLONE_NEWUTS, Linux 2.6.19):
 *
 *	UTS namespace		nodename	owned by user namespace
 *
 *	4026531838		host		the first one
 *	4026532573		box		the box's
 *
 * A new namespace starts with a copy of the old one's names.  Setting them
 * needs CAP_SYS_ADMIN in the user namespace that owns it.  Root in a box
 * that has only the host's UTS namespace is therefore refused: its
 * capabilities do not count there.  This is the first wall that stands for
 * that reason alone, and a pattern for the later ones: a capability, a kind
 * of namespace, and the question who owns it.
 *
 * The kernel checks the length, 64 bytes at most (EINVAL), and nothing else:
 * it would take a line feed.  Names of hosts have rules (RFC 1123), and what
 * reads them (prompts, logs, scripts) relies on them, so we check.
 *
 * See uts_namespaces(7), sethostname(2), uname(2), hostname(7).
 */
#include <string.h>
#include <unistd.h>

#include "must.h"
#include "uts.h"

void
uts_set_hostname(const char *name)
{
	static const char legal[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-.";

	if (!*name || *name == '-' || name[strspn(name, legal)])
		die("--hostname \"%s\": want letters, digits, \".\" and "
		    "\"-\", which cannot come first",
		    name);
	must(sethostname(name, strlen(name)), "sethostname %s", name);
}
