/*
 * link_names - links with names for those who read reports
 *
 * Attack: [69,70,71] calls links as spreadsheets, terminals and browsers have
 * commands
 * Exercise: 06_net
 * Expect: earned 9
 * Seconds: 30
 */
#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>

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
set_address(uint32_t ip)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET,
				  .ifa_prefixlen = 30,
				  .ifa_index = if_nametoindex("eth0") };
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

/* One more pair, whose ends are called as no link should be. */
static void
add_links(void)
{
	static const char one[] = "=1+1\033[2J\033[H", other[] = "<b>`#'\"\xff";
	struct message m;
	struct ifinfomsg info = { 0 };
	struct rtattr *link, *data, *peer;

	message_begin(&m, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof info);
	message_attribute(&m, IFLA_IFNAME, one, sizeof one);
	link = message_begin_nest(&m, IFLA_LINKINFO);
	message_attribute(&m, IFLA_INFO_KIND, "veth", sizeof "veth");
	data = message_begin_nest(&m, IFLA_INFO_DATA);
	peer = message_begin_nest(&m, VETH_INFO_PEER);
	message_append(&m, &info, sizeof info);
	message_attribute(&m, IFLA_IFNAME, other, sizeof other);
	message_end_nest(&m, peer);
	message_end_nest(&m, data);
	message_end_nest(&m, link);
	message_talk(&m);
}

int
cable_plug(uint32_t ip)
{
	add_links();
	if (set_address(ip) == -1 || bring_up("eth0") == -1)
		return -1;
	return bring_up("lo");
}
