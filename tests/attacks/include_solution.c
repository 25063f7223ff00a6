/*
 * include_solution - somebody else has solved it
 *
 * Attack: [61] includes the model solution
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#include "../../solutions/05_uts/join.c"
