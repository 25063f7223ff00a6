#!/usr/bin/env bash
# link_student CLASS - not every name is a student
#
# Attack: [75] is a FIFO and a link where students' folders are
# Exercise: 05_uts
# Expect: cannot; symbolic link
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp exercises/05_uts/join.c "$folder/join.c"
mkfifo "$1/fifo"
ln -s "$1" "$1/loop"
