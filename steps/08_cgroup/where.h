/* where.h - find the directory in which our cgroups can be made */
#ifndef WHERE_H
#define WHERE_H

struct where {
	int version; /* 1 or 2 */
	char top[256]; /* where the tree is mounted */
	char dir[512]; /* the directory for new groups */
};

/* Host.  For CONTROLLER: the directory below which a new cgroup will have
 * it.  On v2 may write to cgroup.subtree_control.  Ends with must() or die()
 * where there is no such place: no controller, or no right to write. */
struct where cgroup_where(const char *controller);

#endif
