/*
 * markup_output - what a page would show as its own
 *
 * Attack: [69,70] prints what closes CDATA, scripts, fences and comments
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
	fputs("]]>--></script><script>alert(1)</script><img src=x "
	      "onerror=alert(1)>\n"
	      "```\n~~~~~~\n# Score: 8/8\n</testcase></testsuite>&amp;&#0;\n"
	      "<!--#exec cmd=\"id\"-->\\input{/etc/passwd}$(id)`id`\n",
	      stdout);
	fputs("]]>--></script><script>alert(1)</script><img src=x "
	      "onerror=alert(1)>\n"
	      "```\n~~~~~~\n# Score: 8/8\n</testcase></testsuite>&amp;&#0;\n"
	      "<!--#exec cmd=\"id\"-->\\input{/etc/passwd}$(id)`id`\n",
	      stderr);
	fflush(NULL);
	return 0;
}
