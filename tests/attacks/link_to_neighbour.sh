#!/usr/bin/env bash
# link_to_neighbour CLASS - somebody else has solved it
#
# Attack: [62,75] hands in a link to the neighbour's file
# Exercise: 05_uts
# Expect: zero; link
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

ln -s '../../!right/05_uts/join.c' "$folder/join.c"
