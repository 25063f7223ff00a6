#!/usr/bin/env bash
# huge_source CLASS - a long file
#
# Attack: [73,86] hands in 50 MB of text
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

head -c 50000000 < <(yes 'int x;') >"$folder/join.c"
