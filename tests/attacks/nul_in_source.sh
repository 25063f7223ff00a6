#!/usr/bin/env bash
# nul_in_source CLASS - what an editor does not show
#
# Attack: [69] hides a NUL and a second program behind it in a right solution
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp solutions/05_uts/join.c "$folder/join.c"
printf '/*\0*/\nint second;\n' >>"$folder/join.c"
