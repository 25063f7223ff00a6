/*
 * linker_words - words that some linkers obey
 *
 * Attack: [85] gives the linker options by way of sections and symbols
 * Exercise: 05_uts
 * Expect: zero; .
 * Seconds: 30
 */
#include "join.h"

#pragma comment(linker, "/entry:evil")
__attribute__((section(".drectve"), used)) static const char directive[] =
    "-entry:evil --script=/tmp/evil.ld";
__attribute__((section(".gnu.warning.uts_join"),
	       used)) static const char warning[] = "PASS\n::error::x\033[2J";

int
uts_join(pid_t pid)
{
	return pid == 0;
}
