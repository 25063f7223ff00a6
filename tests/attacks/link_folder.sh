#!/usr/bin/env bash
# link_folder CLASS - somebody else has solved it
#
# Attack: [61,75] hands in a link to the folder of the solution
# Exercise: 05_uts
# Expect: zero; .
# Seconds: 25
set -euo pipefail
mkdir -p "$1/attacker"
ln -s "$PWD/solutions/05_uts" "$1/attacker/05_uts"
