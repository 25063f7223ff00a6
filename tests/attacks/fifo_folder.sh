#!/usr/bin/env bash
# fifo_folder CLASS - who opens it waits
#
# Attack: [75] hands in a FIFO where a folder should be
# Exercise: 05_uts
# Expect: zero; .
# Seconds: 25
set -euo pipefail
mkdir -p "$1/attacker"
mkfifo "$1/attacker/05_uts"
