/*
 * 06_net - run a command twice, in two boxes with a cable between them
 *
 *	06_net IP IP COMMAND [ARG...]
 *
 * Each box is a network namespace, and nothing else.  Everything but
 * cable_lay() and cable_plug() is here; you need not change this file.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

#include "cable.h"
#include "compat.h"
#include "must.h"
#include "spawn.h"

struct box {
	const char *address;
	uint32_t ip; /* the same, in host byte order */
	char **argv;
	pid_t pid;
	struct sync sync;
};

/* Runs in the new network namespace. */
static int
run(void *arg)
{
	struct box *box = arg;

	sync_wait(&box->sync);
	spawn_die_with_host(&box->sync);
	must(cable_plug(box->ip), "cable_plug %s", box->address);
	return spawn_exec(box->argv);
}

static void
start(struct box *box, const char *ip, char **argv)
{
	struct in_addr a;

	if (inet_pton(AF_INET, ip, &a) != 1)
		die("%s: want an address such as 192.0.2.1", ip);
	box->address = ip;
	box->ip = ntohl(a.s_addr);
	box->argv = argv;
	sync_open(&box->sync);
	box->pid = spawn(run, box, CLONE_NEWNET);
}

/* The boxes die with us: from a signal, or when one of them has failed. */
static int
wait_for_both(void)
{
	sigset_t none;
	int status, i;

	sigemptyset(&none);
	must(sigprocmask(SIG_SETMASK, &none, NULL), "sigprocmask SIG_SETMASK");
	for (i = 0; i < 2; i++) {
		must(wait(&status), "wait");
		if (status != 0)
			break;
	}
	return spawn_status(status);
}

int
main(int argc, char **argv)
{
	struct box box[2];

	if (argc < 4)
		die("want IP IP COMMAND [ARG...]");
	start(&box[0], argv[1], argv + 3);
	start(&box[1], argv[2], argv + 3);
	must(cable_lay(box[0].pid, box[1].pid), "cable_lay %d %d", box[0].pid,
	     box[1].pid);
	sync_go(&box[0].sync);
	sync_go(&box[1].sync);
	return wait_for_both();
}
