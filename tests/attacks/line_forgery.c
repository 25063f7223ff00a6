/*
 * line_forgery - a diagnostic that is an attack
 *
 * Attack: [33,86] gives the file a name with escape sequences and line feeds
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#line 1 "\033[2J\033[32mPASS 8/8\033[0m\n::set-output name=score::8\n=1+1"
#error "]]></failure><script>alert(1)</script>```\x1b[2J"
#warning =HYPERLINK("http://192.0.2.1")

int
uts_join(pid_t pid)
{
	return pid == 0;
}
