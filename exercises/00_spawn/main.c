/*
 * 00_spawn - run a command as a shell would, and end as it ended
 *
 *	00_spawn [-c] [NAME=VALUE...] COMMAND [ARG...] [-- NEXT [ARG...]]
 *
 * With NEXT, becomes that program once COMMAND has ended.  -c: we ignore
 * SIGCHLD, as programs do that nobody has told of wait(2).
 *
 * We are a busy caller: another child has ended already, and we wait for it
 * later; SIGALRM has a handler; a journal is open, and not closed by exec; and
 * exit(3) will write its last line, by way of memory that children share.
 *
 * Everything but run() is here; you need not change this file.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "must.h"
#include "run.h"

enum { OTHER_STATUS = 42, LINE = 8 };

static char *journal;

static void
open_journal(void)
{
	int fd = must(memfd_create("journal", 0), "memfd_create");

	must(ftruncate(fd, LINE), "ftruncate");
	journal = mmap(NULL, LINE, PROT_WRITE, MAP_SHARED, fd, 0);
	must(journal == MAP_FAILED ? -1 : 0, "mmap");
	memcpy(journal, "is open\n", LINE);
}

static void
end_journal(void)
{
	memcpy(journal, "the end\n", LINE);
}

static void
on_alarm(int sig)
{
	(void)sig;
}

/* It has ended when we return: whoever waits for any child gets this one. */
static pid_t
start_other_child(void)
{
	siginfo_t info;
	pid_t pid = must(fork(), "fork the other child");

	if (pid == 0)
		_exit(OTHER_STATUS);
	must(waitid(P_PID, pid, &info, WEXITED | WNOWAIT), "waitid");
	return pid;
}

/* Cuts ARGV at "--"; what follows, or NULL. */
static char **
split(char **argv)
{
	for (; *argv; argv++)
		if (strcmp(*argv, "--") == 0) {
			*argv = NULL;
			return argv + 1;
		}
	return NULL;
}

/* Reads the words before COMMAND, which it returns. */
static char **
take_settings(char **word)
{
	if (*word && strcmp(*word, "-c") == 0) {
		signal(SIGCHLD, SIG_IGN);
		word++;
	}
	while (*word && strchr(*word, '='))
		putenv(*word++);
	return word;
}

int
main(int argc, char **argv)
{
	struct sigaction alarm_action = { .sa_handler = on_alarm };
	char **command, **next = split(argv + 1);
	pid_t other;
	int status;

	(void)argc;
	signal(SIGCHLD, SIG_DFL);
	must(sigaction(SIGALRM, &alarm_action, NULL), "sigaction SIGALRM");
	open_journal();
	atexit(end_journal);
	other = start_other_child();
	command = take_settings(argv + 1);
	if (!*command || (next && !*next))
		die("want [-c] [NAME=VALUE...] COMMAND [ARG...] [-- NEXT...]");

	status = run(command);

	if (!next)
		return status;
	must(waitpid(other, NULL, 0),
	     "wait for our other child, which run() had to leave alone");
	execvp(next[0], next);
	must(-1, "execvp %s", next[0]);
}
