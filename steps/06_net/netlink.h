/* netlink.h - ask the kernel to change its network settings */
#ifndef NETLINK_H
#define NETLINK_H

#include <linux/rtnetlink.h>
#include <stddef.h>

/* A request under construction; the header counts what is in use. */
struct message {
	union {
		struct nlmsghdr header;
		char bytes[512];
	};
};

/* Starts M: TYPE is RTM_..., FLAGS are NLM_F_..., FIXED is the struct that
 * goes with the type. */
void message_begin(struct message *m, int type, int flags, const void *fixed,
		   size_t size);

/* Adds an attribute of TYPE with the SIZE bytes at DATA. */
void message_attribute(struct message *m, int type, const void *data,
		       size_t size);

/* Adds an attribute that holds those which follow, up to message_end_nest()
 * with the result. */
struct rtattr *message_begin_nest(struct message *m, int type);
void message_end_nest(struct message *m, struct rtattr *nest);

/* Adds SIZE bytes as they are, padded; returns where they are. */
void *message_append(struct message *m, const void *data, size_t size);

/* Sends M and waits for the verdict: 0, or -1 with errno set. */
int message_talk(struct message *m);

#endif
