/*
 * sethostname_host - the hostname that everybody sees
 *
 * Attack: [47] renames the host instead of joining the box
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <unistd.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	if (sethostname("attacked", 8) == -1)
		return -1;
	return setdomainname("attacked", 8);
}
