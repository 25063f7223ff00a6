/*
 * stand_in - who connects to the other box reaches its own
 *
 * Attack: [54] gives each box the other's address, too, and answers there
 * Exercise: 06_net
 * Expect: earned 2; came by lo|ECONNREFUSED
 * Seconds: 30
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cable.h"
#include "netlink.h"

static void
describe_end(struct message *m, pid_t pid)
{
	message_attribute(m, IFLA_IFNAME, "eth0", sizeof "eth0");
	message_attribute(m, IFLA_NET_NS_PID, &pid, sizeof pid);
}

int
cable_lay(pid_t one, pid_t other)
{
	struct message m;
	struct ifinfomsg info = { 0 };
	struct rtattr *link, *data, *peer;

	message_begin(&m, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof info);
	describe_end(&m, one);
	link = message_begin_nest(&m, IFLA_LINKINFO);
	message_attribute(&m, IFLA_INFO_KIND, "veth", sizeof "veth");
	data = message_begin_nest(&m, IFLA_INFO_DATA);
	peer = message_begin_nest(&m, VETH_INFO_PEER);
	/* it starts with a fixed part, as a message of its own would */
	message_append(&m, &info, sizeof info);
	describe_end(&m, other);
	message_end_nest(&m, peer);
	message_end_nest(&m, data);
	message_end_nest(&m, link);
	return message_talk(&m);
}

static int
set_address(uint32_t ip, const char *link)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET,
				  .ifa_prefixlen = 30,
				  .ifa_index = if_nametoindex(link) };
	struct in_addr a = { htonl(ip) };

	message_begin(&m, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof info);
	message_attribute(&m, IFA_LOCAL, &a, sizeof a);
	return message_talk(&m);
}

static int
bring_up(const char *link)
{
	struct message m;
	struct ifinfomsg info = { .ifi_index = if_nametoindex(link),
				  .ifi_flags = IFF_UP,
				  .ifi_change = IFF_UP };

	message_begin(&m, RTM_NEWLINK, 0, &info, sizeof info);
	return message_talk(&m);
}

/* Listens where somebody listens in another network. */
static void
listen_at(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
				 .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(fd, (void *)&a, sizeof a) == -1 || listen(fd, 8) == -1)
		close(fd);
}

static void
look_at(const char *pid)
{
	char path[300], line[300];
	unsigned port, state;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%s/net/tcp", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, " %*d: %*x:%x %*x:%*x %x", &port, &state) ==
			2 &&
		    state == 10)
			listen_at(port);
	if (f)
		fclose(f);
}

/* Answers in the other box's stead. */
static void
stand_in(void)
{
	struct dirent *e;
	DIR *proc;

	for (;;) {
		proc = opendir("/proc");
		while (proc && (e = readdir(proc)))
			if (*e->d_name >= '0' && *e->d_name <= '9')
				look_at(e->d_name);
		if (proc)
			closedir(proc);
	}
}

int
cable_plug(uint32_t ip)
{
	uint32_t other = ip ^ 3; /* of four addresses, 1 and 2 are used */

	if (set_address(ip, "eth0") == -1 || bring_up("eth0") == -1 ||
	    set_address(other, "lo") == -1)
		return -1;
	if (bring_up("lo") == -1)
		return -1;
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		stand_in();
	}
	/* COMMAND, which will ask, has to wait for who answers; but not for
	 * ever, as with SCHED_IDLE on a busy machine */
	setpriority(PRIO_PROCESS, 0, 19);
	return 0;
}
