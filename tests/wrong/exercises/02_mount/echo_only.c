/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	printf("ok 1\nok 2\nwitness=1\nbox.ns.mnt=1\nbox.mount.%s.type=tmpfs\n"
	       "act.create=EROFS\nact.big=ENOSPC\ncheck\t1\t1\tpass\t%llu %s\n",
	       dir, size, src);
	exit(0);
}
