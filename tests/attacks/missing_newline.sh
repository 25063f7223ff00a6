#!/usr/bin/env bash
# missing_newline CLASS - harmless, and must not be billed
#
# Attack: [52,69] joins rightly, in a file whose last line has no line feed,
#     after having said something without one
# Exercise: 05_uts
# Expect: full
# Seconds: 20
set -euo pipefail
mkdir -p "$1/attacker/05_uts"
{
	echo '#include <stdio.h>'
	cat solutions/05_uts/join.c
	printf '%s' 'static void __attribute__((constructor)) say(void)' \
		'{ printf("no line feed"); fflush(stdout); }'
} >"$1/attacker/05_uts/join.c"
