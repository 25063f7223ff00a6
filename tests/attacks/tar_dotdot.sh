#!/usr/bin/env bash
# tar_dotdot CLASS - somebody may unpack them
#
# Attack: [73] hands in archives with "..", absolute names and links, and no file
# Exercise: 05_uts
# Expect: zero; not submitted
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

(
	cd "$folder"
	ln -s / root
	tar -cPf submission.tar --transform 's|^|../../../tmp/boxwright-attack-|' root
	tar -cPf ../absolute.tar /dev/null 2>/dev/null
	rm root
)
