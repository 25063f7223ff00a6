#!/usr/bin/env bash
# long_name CLASS - a diagnostic that is longer than its file
#
# Attack: [86] hands in a name of 200,000 letters, in an error
# Exercise: 05_uts
# Expect: zero; does not compile
# Seconds: 30
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

printf 'int ' >"$folder/join.c"
printf '%200000s;' '' | tr ' ' 'x' >>"$folder/join.c"
