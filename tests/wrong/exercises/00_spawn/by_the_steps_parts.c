/*
 * Wrong: puts the step's own parts together
 * Rejected-by: afterwards the caller is as it was before
 * Shows: The caller's signals|the caller's signals
 */
#include "run.h"
#include "spawn.h"

static int
become(void *arg)
{
	return spawn_exec(arg);
}

int
run(char **argv)
{
	return spawn_wait(spawn(become, argv, 0));
}
