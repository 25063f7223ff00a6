/* cable.h - a network cable from one box to another */
#ifndef CABLE_H
#define CABLE_H

#include <stdint.h>
#include <sys/types.h>

/* Host, while the processes ONE and OTHER wait, each in a network namespace of
 * its own: makes a veth pair with an end in either one, both called eth0.  No
 * end is ever in the caller's network, not even for a moment, and nothing else
 * is made.  Takes CAP_NET_ADMIN over all three networks.
 * Returns 0, or -1 with errno. */
int cable_lay(pid_t one, pid_t other);

/* Box, once the cable is there: gives eth0 the address IP (in host byte order)
 * in a network of four addresses (/30), brings eth0 up, and lo.  Makes no
 * other route than the one that comes with the address.
 * Returns 0, or -1 with errno. */
int cable_plug(uint32_t ip);

#endif
