#!/usr/bin/env bash
# elf_in_c CLASS - the name is right
#
# Attack: [64] hands in a program instead of its source
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp "$BUILD/witness" "$folder/join.c"
truncate -s 200000 "$folder/join.c"
