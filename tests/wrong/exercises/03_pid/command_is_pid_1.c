/*
 * Wrong: becomes COMMAND, which is PID 1 then
 * Rejected-by: SIGTERM to the program reaches COMMAND, once
 * Shows: COMMAND is PID 1 itself
 */
#include <signal.h>
#include <unistd.h>

#include "init.h"

int
init_run(char **argv)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	return execvp(argv[0], argv);
}
