#!/usr/bin/env bash
# zip_bomb CLASS - a small file
#
# Attack: [73] hands in an archive that unpacks to 10 GB
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

# what a thousand zeros become, over and over, is nearly the same again
head -c 20000000 /dev/zero | gzip -9 >"$folder/join.c"
cp "$folder/join.c" "$folder/join.c.gz"
cp "$folder/join.c" "$1/attacker/submission.zip"
