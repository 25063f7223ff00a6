/*
 * witness.c - the COMMAND that a program under test is asked to run
 *
 * It opens a socket pair and waits.  observe takes the other end with
 * pidfd_getfd(2), so that the program under test never holds it, looks at
 * this process through /proc, and gives it orders; see orders.h.
 *
 * A witness that nobody comes for waits on: for as long as its sandbox is
 * there, and by hand until Ctrl-C.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bell.h"
#include "must.h"
#include "orders.h"

int
main(void)
{
	/* a filter may make socketpair(2) a success that does nothing */
	int fd[2] = { -1, -1 };

	/* Whoever started us may have made us the one who gets orphans.  A box
	 * may refuse us the call; whose filter that is, the judge looks at. */
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fd),
	     "socketpair");
	/* The observer's end last: once it is there, we are ready. */
	must(dup3(fd[0], WITNESS_OWN_FD, O_CLOEXEC), "dup3");
	must(dup3(fd[1], WITNESS_PEER_FD, O_CLOEXEC), "dup3");
	close(fd[0]);
	close(fd[1]);
	bell_ring();

	/* The first packet says that observe has its end: give up our copy,
	 * so that its death ends us. */
	if (recv(WITNESS_OWN_FD, fd, 1, 0) != 1)
		return EXIT_FAILURE;
	close(WITNESS_PEER_FD);
	orders_serve(WITNESS_OWN_FD);
	return 0;
}
