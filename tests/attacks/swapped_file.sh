#!/usr/bin/env bash
# swapped_file CLASS - looked at and read, and not the same
#
# Attack: [76] swaps its file for a link to the solution while it is read
# Exercise: 05_uts
# Expect: zero; .
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp exercises/05_uts/join.c "$folder/join.c"
(
	cd "$folder"
	end=$((SECONDS + 4))
	while [ "$SECONDS" -lt "$end" ]; do
		ln -sf "$OLDPWD/solutions/05_uts/join.c" new && mv new join.c
		cp "$OLDPWD/exercises/05_uts/join.c" new && mv new join.c
	done 2>/dev/null
) >/dev/null 2>&1 &
