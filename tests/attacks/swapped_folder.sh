#!/usr/bin/env bash
# swapped_folder CLASS - looked at and opened, and not the same
#
# Attack: [75,76] swaps its folder for a link to the neighbour's while it is read
# Exercise: 05_uts
# Expect: zero; .
# Seconds: 25
set -euo pipefail
folder=$1/attacker
mkdir -p "$folder/05_uts"

cp exercises/05_uts/join.c "$folder/05_uts/join.c"
(
	cd "$folder"
	end=$((SECONDS + 4))
	while [ "$SECONDS" -lt "$end" ]; do
		mv -T 05_uts mine && ln -sT '../!right/05_uts' 05_uts
		rm 05_uts && mv -T mine 05_uts
	done 2>/dev/null
) >/dev/null 2>&1 &
