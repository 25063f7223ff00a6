#!/usr/bin/env bash
# long_student CLASS - a name that fits nowhere
#
# Attack: [70,77] has a name of 255 bytes
# Exercise: 05_uts
# Expect: zero; still in the host
# Seconds: 25
set -euo pipefail
name=$(printf '%255s' '' | tr ' ' "'")
mkdir -p "$1/$name/05_uts"
cp exercises/05_uts/join.c "$1/$name/05_uts/join.c"
