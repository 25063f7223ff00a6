#!/usr/bin/env bash
# link_to_device CLASS - a file without end
#
# Attack: [75,80] hands in a link to /dev/zero
# Exercise: 05_uts
# Expect: zero; link
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

ln -s /dev/zero "$folder/join.c"
