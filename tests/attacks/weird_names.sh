#!/usr/bin/env bash
# weird_names CLASS - names that some program would obey
#
# Attack: [33,68,69,70,77] is called as an option, a command, lines, bytes
# Exercise: 05_uts
# Expect: zero; still in the host
# Seconds: 60
set -euo pipefail
names=('-rf' '--out' '$(touch boxwright-attack)' $'two\nlines' $'\e[2J\e]0;x\a'
	$'\xff\xfe\xc0\xaf' $'tab\there' '...' ' ' '<script>alert(1)<' ']]>' '```'
	'::set-output name=score::8' $'\u202egnp.x' '# skip' "' or 1=1" '%s%n' '*')
for name in "${names[@]}"; do
	mkdir -p "$1/$name/05_uts"
	cp exercises/05_uts/join.c "$1/$name/05_uts/join.c"
done
