/*
 * Wrong: one box joins the network of the other, where both addresses are
 * given to lo: every connection works, and there is no cable
 * Rejected-by: TCP connections go over the cable, both ways
 * Shows: somebody has put it elsewhere
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cable.h"
#include "netlink.h"

static pid_t *first; /* shared by both boxes */

__attribute__((constructor)) static void
share(void)
{
	first = mmap(NULL, sizeof *first, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

int
cable_lay(pid_t one, pid_t other)
{
	(void)other;
	*first = one;
	return 0;
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

static int
make_dummy(void)
{
	struct message m;
	struct ifinfomsg info = { 0 };
	struct rtattr *link;

	message_begin(&m, RTM_NEWLINK, NLM_F_CREATE, &info, sizeof info);
	message_attribute(&m, IFLA_IFNAME, "eth0", sizeof "eth0");
	link = message_begin_nest(&m, IFLA_LINKINFO);
	message_attribute(&m, IFLA_INFO_KIND, "veth", sizeof "veth");
	message_end_nest(&m, link);
	return message_talk(&m);
}

int
cable_plug(uint32_t ip)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET, .ifa_prefixlen = 30 };
	struct in_addr a = { htonl(ip) };
	char path[64];

	if (getpid() == *first) {
		make_dummy();
		bring_up("eth0");
		bring_up("lo");
	} else {
		snprintf(path, sizeof path, "/proc/%d/ns/net", *first);
		usleep(20000);
		setns(open(path, O_RDONLY | O_CLOEXEC), CLONE_NEWNET);
	}
	info.ifa_index = if_nametoindex("eth0");
	message_begin(&m, RTM_NEWADDR, NLM_F_CREATE, &info, sizeof info);
	message_attribute(&m, IFA_LOCAL, &a, sizeof a);
	return message_talk(&m);
}
