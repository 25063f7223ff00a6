/* deny.h - system calls that no program under test may make */
#ifndef DENY_H
#define DENY_H

#include <stdbool.h>

/* Loads the filter for this process and all that it starts, for good.  TIGHT:
 * no sockets and no namespaces either.  Sets no_new_privs only if it must. */
void deny_load(bool tight);

#endif
