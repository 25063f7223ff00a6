/* table.h - the facts of one observation, as a table for people */
#ifndef TABLE_H
#define TABLE_H

/* Prints the host beside the box: what differs, and which call did it. */
void table_print(const char *program);

#endif
