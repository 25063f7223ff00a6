/*
 * net.c - a network stack of the box's own, and a cable to the host
 *
 * A network namespace (CLONE_NEWNET, Linux 2.6.24) has links, addresses,
 * routes, sockets and firewall rules of its own.  A new one has a single
 * link, lo, which is down: not even 127.0.0.1 answers.  To connect it takes
 * a veth pair, two links such that what goes into one comes out of the
 * other, one end in each namespace:
 *
 *	host				box
 *
 *	eth0   the way out		lo    127.0.0.1
 *	bw4711 198.18.73.157  <======>  eth0  198.18.73.158
 *
 * There is no default route in the box, so the host is all that it reaches.
 * The messages that make links are built in netlink.c.
 *
 * 198.18.0.0/15 is set aside for tests between networks (RFC 2544), so few
 * hosts use it.  Its 32768 subnets of four addresses have a number each, and
 * the link is named by that number.  Two links cannot have one name, so the
 * kernel itself keeps two boxes from taking the same subnet.
 *
 * Beware: the namespace of a dead box, and the cable in it, goes some
 * milliseconds after its last process.
 *
 * See network_namespaces(7), veth(4), rtnetlink(7).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "must.h"
#include "net.h"
#include "netlink.h"

enum { SUBNETS = 1 << 15 };
static const uint32_t first_subnet = 198U << 24 | 18U << 16;

/* The pair, in one message:
 *
 *	IFLA_IFNAME "bw4711"		the host's end, made where we are
 *	IFLA_LINKINFO
 *	    IFLA_INFO_KIND "veth"
 *	    IFLA_INFO_DATA
 *		VETH_INFO_PEER
 *		    IFLA_IFNAME "eth0"	the box's end,
 *		    IFLA_NET_NS_PID	made where the process PID is
 */
static int
make_veth(const struct net *net, pid_t pid)
{
	struct message m;
	struct ifinfomsg info = { 0 };
	struct rtattr *link, *data, *peer;

	message_begin(&m, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof info);
	message_attribute(&m, IFLA_IFNAME, net->link, strlen(net->link) + 1);
	link = message_begin_nest(&m, IFLA_LINKINFO);
	message_attribute(&m, IFLA_INFO_KIND, "veth", sizeof "veth");
	data = message_begin_nest(&m, IFLA_INFO_DATA);
	peer = message_begin_nest(&m, VETH_INFO_PEER);
	/* it starts with a fixed part, as a message of its own would */
	message_append(&m, &info, sizeof info);
	message_attribute(&m, IFLA_IFNAME, "eth0", sizeof "eth0");
	message_attribute(&m, IFLA_NET_NS_PID, &pid, sizeof pid);
	message_end_nest(&m, peer);
	message_end_nest(&m, data);
	message_end_nest(&m, link);
	return message_talk(&m);
}

static unsigned
link_index(const char *link)
{
	unsigned index = if_nametoindex(link);

	must(index ? 0 : -1, "if_nametoindex %s", link);
	return index;
}

static void
set_address(const char *link, uint32_t ip)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET,
				  .ifa_prefixlen = 30,
				  .ifa_index = link_index(link) };
	struct in_addr a = { htonl(ip) };

	message_begin(&m, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, &info,
		      sizeof info);
	message_attribute(&m, IFA_LOCAL, &a, sizeof a);
	message_attribute(&m, IFA_ADDRESS, &a, sizeof a);
	must(message_talk(&m), "RTM_NEWADDR %s/30 on %s", inet_ntoa(a), link);
}

void
net_up(const char *link)
{
	struct message m;
	struct ifinfomsg info = { .ifi_flags = IFF_UP, .ifi_change = IFF_UP };

	message_begin(&m, RTM_NEWLINK, 0, &info, sizeof info);
	message_attribute(&m, IFLA_IFNAME, link, strlen(link) + 1);
	must(message_talk(&m), "RTM_NEWLINK %s up", link);
}

/* Has some link of this host a network that holds SUBNET? */
static bool
is_taken(uint32_t subnet)
{
	struct ifaddrs *list, *i;
	bool taken = false;

	must(getifaddrs(&list), "getifaddrs");
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in *a = (void *)i->ifa_addr;
		struct sockaddr_in *mask = (void *)i->ifa_netmask;
		uint32_t differ;

		if (!a || a->sin_family != AF_INET || !mask)
			continue;
		differ = subnet ^ ntohl(a->sin_addr.s_addr);
		if ((differ & ntohl(mask->sin_addr.s_addr) & ~3U) == 0)
			taken = true;
	}
	freeifaddrs(list);
	return taken;
}

struct net
net_plan(const char *mode)
{
	struct net net = { .veth = strcmp(mode, "veth") == 0 };

	if (!net.veth && strcmp(mode, "lo") != 0)
		die("--net %s: want lo or veth", mode);
	if (!net.veth)
		return net;
	/* The box is a copy of us, made before we know the subnet. */
	net.subnet = mmap(NULL, sizeof *net.subnet, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (net.subnet == MAP_FAILED)
		must(-1, "mmap a page to share with the box");
	return net;
}

/* Makes the pair, with a subnet that is free: 0, or -1 with errno set. */
static int
make_any_veth(struct net *net, pid_t pid)
{
	unsigned i, number;

	for (i = 0; i < SUBNETS; i++) {
		/* most likely free: no other process has our PID */
		number = (getpid() + i) % SUBNETS;
		*net->subnet = first_subnet + 4 * number;
		if (is_taken(*net->subnet))
			continue;
		snprintf(net->link, sizeof net->link, "bw%u", number);
		if (make_veth(net, pid) == 0)
			return 0;
		if (errno != EEXIST) /* else another box was faster */
			return -1;
	}
	die("--net veth: all of 198.18.0.0/15 is in use");
}

void
net_connect(struct net *net, pid_t pid)
{
	int result;

	if (!net->veth)
		return;
	result = make_any_veth(net, pid);
	if (result == -1 && errno == EPERM) {
		note("no veth: the host's network is not ours to change "
		     "(CAP_NET_ADMIN), so the box has lo only");
		net->veth = false;
		return;
	}
	must(result, "RTM_NEWLINK %s veth", net->link);
	net->index = link_index(net->link);
	set_address(net->link, *net->subnet + 1);
	net_up(net->link);
}

void
net_configure_box(const struct net *net)
{
	net_up("lo");
	if (!net->veth)
		return;
	if (if_nametoindex("eth0") == 0 && errno == ENODEV)
		return; /* the host was not allowed to lay the cable */
	set_address("eth0", *net->subnet + 2);
	net_up("eth0");
}

void
net_disconnect(const struct net *net)
{
	struct message m;
	/* Not by name: another box may have taken that already. */
	struct ifinfomsg info = { .ifi_index = net->index };
	int result;

	if (!net->veth)
		return;
	message_begin(&m, RTM_DELLINK, 0, &info, sizeof info);
	result = message_talk(&m);
	if (result == -1 && errno == ENODEV)
		return; /* the kernel was faster */
	must(result, "RTM_DELLINK %s", net->link);
}
