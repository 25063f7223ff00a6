#!/usr/bin/env bash
# many_files CLASS - a folder that takes long to list
#
# Attack: [7,73] hands in 20,000 more files
# Exercise: 05_uts
# Expect: full
# Seconds: 30
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp solutions/05_uts/join.c "$folder/join.c"
(cd "$folder" && seq 20000 | xargs touch)
