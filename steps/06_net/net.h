/* net.h - a network stack of the box's own, and a cable to the host */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* One cable between host and box: a veth pair with a /30 network. */
struct net {
	bool veth; /* wanted, and then made? */
	char link[16]; /* the host's end; the box's end is eth0 */
	int index; /* the kernel's number of the host's end */
	uint32_t *subnet; /* in host byte order; host + 1, box + 2 */
};

/* Host, before spawn(), so that the box can see what net_connect() fills in.
 * MODE is "lo" or "veth". */
struct net net_plan(const char *mode);

/* Host, while PID waits in its new network namespace.  Makes the veth pair,
 * with a name and a subnet that nobody on this host uses, and sets up the
 * host's end.  Needs CAP_NET_ADMIN over the host's network; without it says
 * so, and the box has loopback only. */
void net_connect(struct net *net, pid_t pid);

/* Box, in its new network namespace, with CAP_NET_ADMIN there: brings lo up,
 * and eth0 if the host has put it there. */
void net_configure_box(const struct net *net);

/* Host, after the box has ended: removes the pair, should it still be there.
 * (The kernel does it by itself, but some milliseconds later.) */
void net_disconnect(const struct net *net);

/* Brings LINK up in this process's network namespace. */
void net_up(const char *link);

#endif
