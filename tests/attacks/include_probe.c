/*
 * include_probe - a question that the preprocessor answers
 *
 * Attack: [61] asks which files there are, and includes the best
 * Exercise: 05_uts
 * Expect: zero; does not compile
 * Seconds: 30
 */
#include "join.h"

#if __has_include("../../solutions/05_uts/join.c")
#include "../../solutions/05_uts/join.c"
#elif __has_include("/etc/passwd")
#include "/etc/passwd"
#elif __has_include("/root/.profile") || __has_include("/etc/hostname")
#error the host can be read
#else
#error nothing is there
#endif
