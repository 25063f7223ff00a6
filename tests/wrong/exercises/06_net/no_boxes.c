/*
 * Wrong: replaces spawn(), so that both run in the host's network, over lo
 * Scores: 0
 */
#include <arpa/inet.h>
#include <linux/if_link.h>
#include <linux/veth.h>
#include <net/if.h>
#include <unistd.h>

#include "cable.h"
#include "netlink.h"

struct sync;

pid_t spawn(int (*fn)(void *), void *arg, uint64_t flags);
void spawn_die_with_host(const struct sync *s);
int spawn_status(int wait_status);

pid_t
spawn(int (*fn)(void *), void *arg, uint64_t flags)
{
	pid_t pid = fork();

	(void)flags;
	if (pid == 0)
		_exit(fn(arg));
	return pid;
}

void
spawn_die_with_host(const struct sync *s)
{
	(void)s;
}

int
spawn_status(int wait_status)
{
	return wait_status >> 8;
}

int
cable_lay(pid_t one, pid_t other)
{
	(void)one, (void)other;
	return 0;
}

int
cable_plug(uint32_t ip)
{
	struct message m;
	struct ifaddrmsg info = { .ifa_family = AF_INET,
				  .ifa_prefixlen = 30,
				  .ifa_index = if_nametoindex("lo") };
	struct in_addr a = { htonl(ip) };

	message_begin(&m, RTM_NEWADDR, NLM_F_CREATE, &info, sizeof info);
	message_attribute(&m, IFA_LOCAL, &a, sizeof a);
	return message_talk(&m);
}
