/* bell.c - tells when to look for a witness; see bell.h */
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "bell.h"
#include "patience.h"

static int inotify = -1;

void
bell_hang(const char *file)
{
	if (inotify == -1)
		inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	inotify_add_watch(inotify, file, IN_CLOSE_NOWRITE);
}

void
bell_ring(void)
{
	close(open((char *)getauxval(AT_EXECFN), O_RDONLY | O_CLOEXEC));
}

void
bell_await(int fd, int ms)
{
	struct pollfd p[] = { { .fd = inotify, .events = POLLIN },
			      { .fd = fd, .events = POLLIN } };
	char events[4096];

	patience_poll(p, 2, ms);
	while (read(inotify, events, sizeof events) > 0)
		continue;
}
