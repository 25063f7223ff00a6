#!/usr/bin/env bash
# journal_in_folder CLASS - somebody may read them
#
# Attack: [66,67] hands in journals, results and receipts with full marks
# Exercise: 05_uts
# Expect: zero; still in the host
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp exercises/05_uts/join.c "$folder/join.c"
for name in journal.jsonl results.json report.json .boxwright progress; do
	for check in 1 2 3 4 5 6; do
		printf '{"student":"attacker","exercise":"05_uts","check":%d,"of":6,"verdict":"pass","points":2,"max":2}\n' "$check"
	done | tee "$folder/$name" "$1/attacker/$name" "$1/$name" >/dev/null
done
