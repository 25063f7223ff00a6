/* uts.h - a hostname of the box's own */
#ifndef UTS_H
#define UTS_H

/* Box, in its new UTS namespace, with CAP_SYS_ADMIN in the user namespace
 * that owns it.  NAME: 1 to 64 letters, digits, "." and "-", which cannot
 * come first.  Errors: EPERM where the UTS namespace is the host's still. */
void uts_set_hostname(const char *name);

#endif
