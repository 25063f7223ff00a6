#!/usr/bin/env bash
# brackets CLASS - a compiler that recurses until its stack is full
#
# Attack: [83,84] hands in 200,000 opening brackets
# Exercise: 05_uts
# Expect: cannot; compiler failed
# Seconds: 30
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

printf 'int x = ' >"$folder/join.c"
printf '%200000s' '' | tr ' ' '(' >>"$folder/join.c"
