/*
 * Wrong: reaps nobody, and covers /proc so that no zombie can be seen there
 * Rejected-by: 100 orphans leave no zombie
 * Shows: nobody waits for processes
 */
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

int
init_run(char **argv)
{
	sigset_t none;
	int status;
	pid_t command = fork();

	if (command == 0) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		mount("none", "/proc", "tmpfs", 0, NULL);
		execvp(argv[0], argv);
		_exit(127);
	}
	waitpid(command, &status, 0);
	return WEXITSTATUS(status);
}
