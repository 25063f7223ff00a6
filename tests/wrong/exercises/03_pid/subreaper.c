/*
 * Wrong: cheats: reaps nobody, and has COMMAND be the one who gets orphans
 * Rejected-by: 100 orphans leave no zombie
 * Shows: nobody waits for processes
 */
#include <signal.h>
#include <sys/prctl.h>
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
		/* both outlive exec: the kernel reaps for who ignores it */
		prctl(PR_SET_CHILD_SUBREAPER, 1);
		signal(SIGCHLD, SIG_IGN);
		execvp(argv[0], argv);
		_exit(127);
	}
	waitpid(command, &status, 0);
	return WEXITSTATUS(status);
}
