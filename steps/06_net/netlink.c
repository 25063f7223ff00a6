/*
 * netlink.c - ask the kernel to change its network settings
 *
 * Links, addresses and routes are made over a netlink socket.  A message is
 * a header, a fixed part that depends on the type, and attributes: length,
 * type, value, padded to four bytes.  Attributes may hold attributes:
 *
 *	nlmsghdr	length, RTM_NEWLINK, flags
 *	ifinfomsg	the fixed part of RTM_NEWLINK
 *	IFLA_IFNAME	"bw4711", NUL, padding
 *	IFLA_LINKINFO	length of all that it holds
 *	  IFLA_INFO_KIND	"veth", NUL, padding
 *	  ...
 *
 * The kernel answers with an error message; error 0 says that it is done.
 *
 * Beware: an attribute's length leaves out the padding behind its own value,
 * but counts all that is inside it, padding too; and the header counts all.
 * An attribute that reaches past the end of what holds it, if only by its
 * padding, is passed over, and the kernel says nothing.
 *
 * See netlink(7), rtnetlink(7).
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "must.h"
#include "netlink.h"

void *
message_append(struct message *m, const void *data, size_t size)
{
	char *at = m->bytes + m->header.nlmsg_len;

	if (at + NLMSG_ALIGN(size) > m->bytes + sizeof *m)
		die("netlink message too long");
	memcpy(at, data, size);
	m->header.nlmsg_len += NLMSG_ALIGN(size);
	return at;
}

void
message_begin(struct message *m, int type, int flags, const void *fixed,
	      size_t size)
{
	memset(m, 0, sizeof *m);
	m->header.nlmsg_len = NLMSG_HDRLEN;
	m->header.nlmsg_type = type;
	m->header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	message_append(m, fixed, size);
}

void
message_attribute(struct message *m, int type, const void *data, size_t size)
{
	struct rtattr head = { .rta_len = RTA_LENGTH(size), .rta_type = type };

	message_append(m, &head, sizeof head);
	message_append(m, data, size);
}

struct rtattr *
message_begin_nest(struct message *m, int type)
{
	struct rtattr head = { .rta_type = type };

	return message_append(m, &head, sizeof head);
}

void
message_end_nest(struct message *m, struct rtattr *nest)
{
	/* from its own start to the end of the message so far */
	nest->rta_len = m->bytes + m->header.nlmsg_len - (char *)nest;
}

int
message_talk(struct message *m)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char echo[sizeof *m]; /* the request comes back with errors */
	} reply = { 0 };
	/* one socket a request: nobody else's answers can be waiting in it */
	int fd =
	    must(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE),
		 "socket AF_NETLINK");

	must(send(fd, m, m->header.nlmsg_len, 0), "send to rtnetlink");
	must(recv(fd, &reply, sizeof reply, 0), "recv from rtnetlink");
	close(fd);
	if (reply.header.nlmsg_type != NLMSG_ERROR)
		die("rtnetlink answers with a message of type %d",
		    reply.header.nlmsg_type);
	errno = -reply.error.error;
	return errno ? -1 : 0;
}
