#!/usr/bin/env bash
# names_near CLASS - only the listed file counts
#
# Attack: [73] hands in files whose names are nearly right
# Exercise: 05_uts
# Expect: zero; not submitted
# Seconds: 25
set -euo pipefail
for name in 05_UTS/join.c 05_uts/JOIN.C '05_uts /join.c' 05_uts/join.c.bak \
	5_uts/join.c '05_uts/ join.c' 05_uts/join.cc; do
	mkdir -p "$1/attacker/${name%/*}"
	cp solutions/05_uts/join.c "$1/attacker/$name"
done
