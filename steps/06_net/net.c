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
 *	bw4711 198.18.36.157  <======>  eth0  198.18.36.158
 *
 * There is no default route in the box, so the host is all that it reaches.
 *
 * Links are made over a netlink socket.  A message is a header, a fixed part
 * that depends on the type, and attributes: length, type, value, padded to
 * four bytes.  Attributes may hold attributes.  The kernel answers with an
 * error message; error 0 says that it is done.
 *
 * Beware:
 *   - The other end's attribute starts with a struct ifinfomsg of its own.
 *   - A nested attribute must count the padding of what is inside it, or the
 *     kernel ignores it without a word.
 *   - The namespace of a dead box, and the cable in it, goes some
 *     milliseconds after its last process.
 *
 * 198.18.0.0/15 is set aside for tests between networks (RFC 2544), so no
 * host that we are on should be using it.
 *
 * See network_namespaces(7), veth(4), netlink(7), rtnetlink(7).
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
#include <sys/socket.h>
#include <unistd.h>

#include "must.h"
#include "net.h"

enum { SUBNETS = 1 << 15, FIRST_SUBNET = 198 << 24 | 18 << 16 };

/* A request under construction; the header counts what is in use. */
struct message {
	union {
		struct nlmsghdr header;
		char bytes[512];
	};
};

/* Appends SIZE bytes, padded; returns where they are. */
static void *
append(struct message *m, const void *data, size_t size)
{
	char *at = m->bytes + m->header.nlmsg_len;

	memcpy(at, data, size);
	m->header.nlmsg_len += NLMSG_ALIGN(size);
	return at;
}

static void
begin(struct message *m, int type, int flags, const void *fixed, size_t size)
{
	memset(m, 0, sizeof *m);
	m->header.nlmsg_len = NLMSG_HDRLEN;
	m->header.nlmsg_type = type;
	m->header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	append(m, fixed, size);
}

static struct rtattr *
attribute(struct message *m, int type, const void *data, size_t size)
{
	struct rtattr head = { .rta_len = RTA_LENGTH(size), .rta_type = type };
	struct rtattr *a = append(m, &head, sizeof head);

	append(m, data, size);
	return a;
}

/* NEST goes from its own start to the end of the message so far. */
static void
end_nest(struct message *m, struct rtattr *nest)
{
	nest->rta_len = m->bytes + m->header.nlmsg_len - (char *)nest;
}

/* Sends M and waits for the verdict: 0, or -1 with errno set. */
static int
talk(struct message *m)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char echo[sizeof *m]; /* the request comes back with errors */
	} reply = { 0 };
	int fd =
	    must(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE),
		 "socket AF_NETLINK");

	must(send(fd, m, m->header.nlmsg_len, 0), "send to rtnetlink");
	must(recv(fd, &reply, sizeof reply, 0), "recv from rtnetlink");
	close(fd);
	errno = -reply.error.error;
	return errno ? -1 : 0;
}

static int
make_veth(const struct net *net, pid_t pid)
{
	struct message m;
	struct ifinfomsg info = { 0 };
	struct rtattr *link, *data, *peer;

	begin(&m, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &info, sizeof info);
	attribute(&m, IFLA_IFNAME, net->link, strlen(net->link) + 1);
	link = attribute(&m, IFLA_LINKINFO, NULL, 0);
	attribute(&m, IFLA_INFO_KIND, "veth", sizeof "veth");
	data = attribute(&m, IFLA_INFO_DATA, NULL, 0);
	peer = attribute(&m, VETH_INFO_PEER, NULL, 0);
	append(&m, &info, sizeof info);
	attribute(&m, IFLA_IFNAME, "eth0", sizeof "eth0");
	attribute(&m, IFLA_NET_NS_PID, &pid, sizeof pid);
	end_nest(&m, peer);
	end_nest(&m, data);
	end_nest(&m, link);
	return talk(&m);
}

static void
set_address(const char *link, uint32_t ip)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET,
				  .ifa_prefixlen = 30,
				  .ifa_index = if_nametoindex(link) };
	struct in_addr a = { htonl(ip) };

	begin(&m, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, &info, sizeof info);
	attribute(&m, IFA_LOCAL, &a, sizeof a);
	attribute(&m, IFA_ADDRESS, &a, sizeof a);
	must(talk(&m), "RTM_NEWADDR %s/30 on %s", inet_ntoa(a), link);
}

void
net_up(const char *link)
{
	struct message m;
	struct ifinfomsg info = { .ifi_index = if_nametoindex(link),
				  .ifi_flags = IFF_UP,
				  .ifi_change = IFF_UP };

	begin(&m, RTM_NEWLINK, 0, &info, sizeof info);
	must(talk(&m), "RTM_NEWLINK %s up", link);
}

/* Has some link of ours an address in this /30? */
static bool
is_taken(uint32_t subnet)
{
	struct ifaddrs *list, *i;
	bool taken = false;

	must(getifaddrs(&list), "getifaddrs");
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in *a = (void *)i->ifa_addr;

		if (a && a->sin_family == AF_INET &&
		    (ntohl(a->sin_addr.s_addr) & ~3U) == subnet)
			taken = true;
	}
	freeifaddrs(list);
	return taken;
}

struct net
net_plan(const char *mode)
{
	struct net net = { .veth = strcmp(mode, "veth") == 0 };
	unsigned n = getpid();

	if (!net.veth && strcmp(mode, "lo") != 0)
		die("--net %s: want lo or veth", mode);
	if (!net.veth)
		return net;
	/* Our PID makes both unique, but for boxes of other PID namespaces. */
	snprintf(net.link, sizeof net.link, "bw%u", n);
	do
		net.subnet = FIRST_SUBNET + 4 * (n++ % SUBNETS);
	while (is_taken(net.subnet));
	return net;
}

void
net_connect(struct net *net, pid_t pid)
{
	if (!net->veth)
		return;
	if (make_veth(net, pid) == -1) {
		if (errno != EPERM)
			must(-1, "RTM_NEWLINK veth %s", net->link);
		note("no veth: the host's network is not ours to change "
		     "(CAP_NET_ADMIN), so the box has lo only");
		net->veth = false;
		return;
	}
	set_address(net->link, net->subnet + 1);
	net_up(net->link);
}

void
net_configure_box(const struct net *net)
{
	net_up("lo");
	if (if_nametoindex("eth0") == 0)
		return; /* there is no cable */
	set_address("eth0", net->subnet + 2);
	net_up("eth0");
}

void
net_disconnect(const struct net *net)
{
	struct message m;
	struct ifinfomsg info = { 0 };

	if (!net->veth)
		return;
	begin(&m, RTM_DELLINK, 0, &info, sizeof info);
	attribute(&m, IFLA_IFNAME, net->link, strlen(net->link) + 1);
	if (talk(&m) == -1 && errno != ENODEV)
		must(-1, "RTM_DELLINK %s", net->link);
}
