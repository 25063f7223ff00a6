/*
 * uts.c - a hostname of the box's own
 *
 * uname(2) returns a struct utsname, for "UNIX Time-sharing System":
 *
 *	sysname		Linux			always
 *	nodename	host			sethostname(2)
 *	release		6.1.0-44-amd64		the kernel's
 *	version		#1 SMP ...		the kernel's
 *	machine		x86_64			the kernel's; personality(2)
 *	domainname	(none)			setdomainname(2)
 *
 * Two of the six can be set.  domainname is the name of a NIS domain and
 * nothing that DNS knows.  A box has the host's kernel, whatever its rootfs
 * says of itself, so the others stay what they are.
 *
 * Both names belong to the UTS namespace (CLONE_NEWUTS, Linux 2.6.19), and
 * each process is in one:
 *
 *	UTS namespace		nodename	owned by user namespace
 *
 *	4026531838		host		the first one
 *	4026532573		box		the box's
 *
 * sethostname(2) sets the name of the caller's namespace; to set another's,
 * a process has to join that one first, with setns(2), as the exercise does.
 * /proc/sys/kernel/hostname is the same name as a file.
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
