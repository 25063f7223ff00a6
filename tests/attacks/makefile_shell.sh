#!/usr/bin/env bash
# makefile_shell CLASS - files that some build would pick up
#
# Attack: [60] brings makefiles, headers and a compiler of its own
# Exercise: 05_uts
# Expect: zero; still in the host
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp exercises/05_uts/join.c "$folder/join.c"
for name in Makefile GNUmakefile makefile rules.mk; do
	# shellcheck disable=SC2016 # for make
	echo 'X := $(shell touch /tmp/boxwright-attack-makefile)' >"$folder/$name"
done
printf '#include "/work/solution.c"\nint evil[-1];\n' |
	tee "$folder/join.h" "$folder/must.h" "$folder/stdio.h" \
		"$folder/join.h.gch" "$folder/main.c" >/dev/null
printf '#!/bin/sh\ntouch /tmp/boxwright-attack-compile\n' |
	tee "$folder/compile" "$folder/cc" "$folder/gcc" "$folder/as" >/dev/null
chmod +x "$folder"/*
cp "$folder"/* "$1/attacker/"
