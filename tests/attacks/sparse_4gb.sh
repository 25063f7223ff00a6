#!/usr/bin/env bash
# sparse_4gb CLASS - a large file
#
# Attack: [8] hands in a file of 4 GB that takes no room
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp solutions/05_uts/join.c "$folder/join.c"
truncate -s 4G "$folder/join.c"
