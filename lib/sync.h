/* sync.h - host and box wait for each other over a socket pair */
#ifndef SYNC_H
#define SYNC_H

#include <stdbool.h>
#include <sys/types.h>

struct sync {
	int host, box; /* each side keeps its own end and closes the other */
};

/* Host, before spawn(). */
void sync_open(struct sync *s);

/* Box: waits until sync_go().  If the host has died instead, ends quietly. */
void sync_wait(struct sync *s);

/* Box: is the host gone? */
bool sync_host_gone(const struct sync *s);

/* Host: lets the box go on. */
void sync_go(struct sync *s);

/* --pause, box side, just before exec: tells the host, waits for sync_go(). */
void sync_pause_box(struct sync *s, bool pause);

/* --pause, host side: once the box is ready, prints its PID and ways to look
 * in from another terminal, and lets it go on at Enter or end of file. */
void sync_pause_host(struct sync *s, bool pause, pid_t pid);

#endif
