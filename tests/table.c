/* table.c - the facts of one observation, as a table for people */
#include <stdio.h>
#include <string.h>

#include "facts.h"
#include "table.h"

/* What is compared, and what makes it differ. */
static const struct row {
	const char *title, *key, *call;
} rows[] = {
	{ "root directory", "root", "chroot, pivot_root" },
	{ "mount namespace", "ns.mnt", "clone CLONE_NEWNS" },
	{ "PID namespace", "ns.pid", "clone CLONE_NEWPID" },
	{ "user namespace", "ns.user", "clone CLONE_NEWUSER" },
	{ "UTS namespace", "ns.uts", "clone CLONE_NEWUTS" },
	{ "network namespace", "ns.net", "clone CLONE_NEWNET" },
	{ "IPC namespace", "ns.ipc", "clone CLONE_NEWIPC" },
	{ "cgroup namespace", "ns.cgroup", "clone CLONE_NEWCGROUP" },
	{ "time namespace", "ns.time", "unshare CLONE_NEWTIME" },
	{ "uid map", "uid_map", "write /proc/PID/uid_map" },
	{ "gid map", "gid_map", "write /proc/PID/gid_map" },
	{ "effective caps", "CapEff", "capset, execve" },
	{ "bounding set", "CapBnd", "prctl PR_CAPBSET_DROP" },
	{ "no_new_privs", "NoNewPrivs", "prctl PR_SET_NO_NEW_PRIVS" },
	{ "seccomp mode", "Seccomp", "seccomp" },
	{ "memory cgroup", "cgroup.memory", "write cgroup.procs" },
	{ "cgroup (v2)", "cgroup.v2", "write cgroup.procs" },
	{ "links", "links", "CLONE_NEWNET, rtnetlink" },
};

static void
print_cell(const char *text, int width)
{
	int n = strlen(text);

	if (n > width)
		printf("%.*s~ ", width - 1, text);
	else
		printf("%-*s ", width, text);
}

void
table_print(const char *program)
{
	const struct row *row;
	const char *host, *box;

	if (strcmp(fact_get("witness"), "1") != 0) {
		printf("%s started no witness (exit status %s)\n%s", program,
		       fact_get("exit.status"), fact_get("stderr"));
		return;
	}
	printf("%-17s %-17s %-17s %s\n", "", "host", "box", "differs by");
	for (row = rows; row < rows + sizeof rows / sizeof *rows; row++) {
		host = fact_get("host.%s", row->key);
		box = fact_get("box.%s", row->key);
		if (!*host && !*box)
			continue; /* this machine has no such thing */
		print_cell(row->title, 17);
		print_cell(host, 17);
		print_cell(box, 17);
		printf("%s\n", strcmp(host, box) == 0 ? "-" : row->call);
	}
}
