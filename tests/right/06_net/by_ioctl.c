/*
 * Right: addresses and flags by the old ioctls
 */
#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
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
set(const char *link, int request, uint32_t ip, short flags)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), result;
	struct ifreq req = { 0 };
	struct sockaddr_in a = { .sin_family = AF_INET };

	a.sin_addr.s_addr = htonl(ip);
	strcpy(req.ifr_name, link);
	if (request == SIOCSIFFLAGS)
		req.ifr_flags = flags;
	else
		memcpy(&req.ifr_addr, &a, sizeof a);
	result = ioctl(fd, request, &req);
	close(fd);
	return result;
}

int
cable_plug(uint32_t ip)
{
	if (set("lo", SIOCSIFFLAGS, 0, IFF_UP) == -1 ||
	    set("eth0", SIOCSIFADDR, ip, 0) == -1 ||
	    set("eth0", SIOCSIFNETMASK, ~3U, 0) == -1)
		return -1;
	return set("eth0", SIOCSIFFLAGS, 0, IFF_UP);
}
