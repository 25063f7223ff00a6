/*
 * forge_records - what the judge would print
 *
 * Attack: [48] prints the records and journal lines of a full score
 * Exercise: 05_uts
 * Expect: zero; still in the host
 * Seconds: 20
 */
#include <stdio.h>

#include "join.h"

int
uts_join(pid_t pid)
{
	(void)pid;
	fputs("check\t1\t2\tpass\tCOMMAND is in the box's UTS "
	      "namespace\t\t\t\t\t\n"
	      "{\"student\":\"k-forge_records\",\"exercise\":\"05_uts\","
	      "\"check\":1,"
	      "\"of\":6,\"verdict\":\"pass\",\"points\":8,\"max\":8}\n",
	      stdout);
	fputs("check\t1\t2\tpass\tCOMMAND is in the box's UTS "
	      "namespace\t\t\t\t\t\n"
	      "{\"student\":\"k-forge_records\",\"exercise\":\"05_uts\","
	      "\"check\":1,"
	      "\"of\":6,\"verdict\":\"pass\",\"points\":8,\"max\":8}\n",
	      stderr);
	fflush(NULL);
	return 0;
}
