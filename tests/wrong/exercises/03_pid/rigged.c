/*
 * Wrong: replaces spawn(), so that COMMAND runs without a PID namespace, and
 * the host's PID 1 does the work
 * Scores: 0
 */
#include <stdint.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

struct sync;

pid_t spawn(int (*fn)(void *), void *arg, uint64_t flags);
void spawn_die_with_host(const struct sync *s);
int spawn_wait(pid_t pid);

int
init_run(char **argv)
{
	return execvp(argv[0], argv);
}

pid_t
spawn(int (*fn)(void *), void *arg, uint64_t flags)
{
	char ***run = arg;

	(void)fn, (void)flags;
	if (fork() == 0) {
		if (fork() == 0)
			_exit(init_run(*run));
		_exit(0); /* the host's PID 1 takes the orphan */
	}
	wait(NULL);
	return getpid();
}

void
spawn_die_with_host(const struct sync *s)
{
	(void)s;
}

int
spawn_wait(pid_t pid)
{
	(void)pid;
	return pause();
}
