/* Right: vfork(2), and a child that closes its descriptors one by one */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

int
run(char **argv)
{
	void (*old)(int) = signal(SIGCHLD, SIG_DFL);
	int status, fd;
	pid_t pid = vfork();

	if (pid == 0) {
		for (fd = 3; fd < 1024; fd++)
			close(fd);
		execvp(*argv, argv);
		_exit(errno == ENOENT ? 127 : 126);
	}
	while (waitpid(pid, &status, 0) != pid)
		;
	signal(SIGCHLD, old);
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return 128 + WTERMSIG(status);
}
