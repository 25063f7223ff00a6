/*
 * invalid_utf8 - what a parser would choke on
 *
 * Attack: [69] prints bytes that are no UTF-8, surrogates, and noncharacters
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
	fputs("\xff\xfe\xc0\xaf\xed\xa0\x80\xed\xb0\x80\xef\xbf\xbe\xf4\x90\x80"
	      "\x80 \x80\n",
	      stdout);
	fputs("\xff\xfe\xc0\xaf\xed\xa0\x80\xed\xb0\x80\xef\xbf\xbe\xf4\x90\x80"
	      "\x80 \x80\n",
	      stderr);
	fflush(NULL);
	return 0;
}
