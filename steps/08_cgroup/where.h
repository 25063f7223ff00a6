/* where.h - find the directory in which our cgroups can be made */
#ifndef WHERE_H
#define WHERE_H

struct where {
	int version; /* 1 or 2 */
	char top[256]; /* where the tree is mounted */
	char dir[512]; /* the directory for new groups */
};

/* Host.  For CONTROLLER: the directory below which a new cgroup will have
 * it; on v2 it will have all that are WANTED (" memory cpu"), since a process
 * is in one group there.  On v2 may write to cgroup.subtree_control, and may
 * move this process to a leaf group.  Ends with must() or die() where there
 * is no such place: no controller, or no right to write. */
struct where cgroup_where(const char *controller, const char *wanted);

/* Host, when the box's groups are gone, and in exit handlers: undoes that
 * move, if there was one. */
void cgroup_come_back(void);

#endif
