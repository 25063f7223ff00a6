#!/usr/bin/env bash
# link_to_solution CLASS - somebody else has solved it
#
# Attack: [61,75] hands in a link to the model solution
# Exercise: 05_uts
# Expect: zero; link
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

ln -s "$PWD/solutions/05_uts/join.c" "$folder/join.c"
