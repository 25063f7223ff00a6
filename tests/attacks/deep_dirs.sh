#!/usr/bin/env bash
# deep_dirs CLASS - a path longer than any path may be
#
# Attack: [74] hands in directories, each in the one before, 1,500 deep
# Exercise: 05_uts
# Expect: full
# Seconds: 30
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp solutions/05_uts/join.c "$folder/join.c"
cd "$folder"
for ((i = 0; i < 1500; i++)); do
	mkdir deep && cd deep
done
