/*
 * workspace.c - a place to work in that nobody else sees
 *
 * The tree of mounts belongs to a mount namespace.  A new one starts as a copy
 * of the old one, and may be tied to it.
 *
 * See mount_namespaces(7), mount(2), tmpfs(5), mount_setattr(2).
 */
#include "workspace.h"

int
workspace_make(const char *dir, unsigned long long size, const char *src)
{
	/* TODO: what workspace.h promises. */
	(void)dir;
	(void)size;
	(void)src;
	return 0;
}
