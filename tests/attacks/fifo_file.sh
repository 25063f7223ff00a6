#!/usr/bin/env bash
# fifo_file CLASS - who opens it waits
#
# Attack: [75] hands in a FIFO, on which a reader waits for ever
# Exercise: 05_uts
# Expect: zero; join.c
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

mkfifo "$folder/join.c"
