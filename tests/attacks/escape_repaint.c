/*
 * escape_repaint - what a terminal would obey
 *
 * Attack: [33] paints over what the terminal shows: title, clipboard, cursor
 *     up, PASS
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
	fputs("\033]0;pwned\007\033]52;c;cHduZWQ=\007\033[2J\033[H\033[10A"
	      "\033[32mPASS 8/8\033[0m\x9b"
	      "2J",
	      stdout);
	fputs("\033]0;pwned\007\033]52;c;cHduZWQ=\007\033[2J\033[H\033[10A"
	      "\033[32mPASS 8/8\033[0m\x9b"
	      "2J",
	      stderr);
	fflush(NULL);
	return 0;
}
