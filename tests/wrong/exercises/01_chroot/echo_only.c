/*
 * Wrong: prints all that a right one might, and does nothing
 * Scores: 0
 */
#include <stdio.h>
#include <stdlib.h>

#include "escape.h"

int
chroot_escape(void)
{
	printf("ok 1\nok 2\nwitness=1\nbox.root=254:0:2\nhost.root=254:0:2\n"
	       "exit.status=125\ncheck\t1\t3\tpass\tPASS\n");
	exit(125);
}
