/*
 * bare.c - for bench: the least that a box could cost
 *
 *	bare PROGRAM: clones the namespaces of 09_seccomp, writes the maps,
 *	waits, and executes PROGRAM: no mounts, no network, no walls
 */
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compat.h"
#include "fileio.h"
#include "must.h"

int
main(int argc, char **argv)
{
	struct clone_args args = {
		.flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID |
			 CLONE_NEWUTS | CLONE_NEWNET,
		.exit_signal = SIGCHLD,
	};
	char byte, map[32];
	int fd[2], status;
	pid_t pid;

	if (argc < 2)
		die("want a PROGRAM");
	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd),
	     "socketpair");
	pid = must(syscall(SYS_clone3, &args, sizeof args), "clone3");
	if (pid == 0) {
		must(read(fd[0], &byte, 1), "read");
		execv(argv[1], argv + 1);
		must(-1, "execv %s", argv[1]);
	}
	snprintf(map, sizeof map, "0 %d 1", geteuid());
	file_write(map, "/proc/%d/uid_map", pid);
	file_write("deny", "/proc/%d/setgroups", pid);
	snprintf(map, sizeof map, "0 %d 1", getegid());
	file_write(map, "/proc/%d/gid_map", pid);
	must(write(fd[1], "g", 1), "write");
	must(waitpid(pid, &status, 0), "waitpid");
	return WEXITSTATUS(status);
}
