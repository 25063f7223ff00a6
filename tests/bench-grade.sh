#!/usr/bin/env bash
# bench-grade.sh - measure what the grader promises; fails where it is not kept
#
# Ratios are of runs that took turns on this machine, now.  MANY=n submissions
# instead of 1,000, ROUNDS=n turns.  The numbers and bounds are those of
# docs/grading.md.
# shellcheck disable=SC2317 # took calls them
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=$(cd "${BUILD:-build}" && pwd)
export BUILD
many=${MANY:-1000}
rounds=${ROUNDS:-5}
cores=$(nproc)
bad=0
# Not in /tmp, which may be small and in memory.
work=$(mktemp -d "${TMPDIR:-/var/tmp}/bench-grade.XXXXXX")
trap 'rm -rf "$work"' EXIT

# bound VALUE MOST WHAT
bound() {
	local verdict=ok
	awk -v v="$1" -v m="$2" 'BEGIN { exit !(v <= m) }' || {
		verdict='TOO MUCH'
		bad=1
	}
	printf '  %-52s %8s  (at most %s)  %s\n' "$3" "$1" "$2" "$verdict"
}

# took COMMAND...: sets ms
took() {
	local start=${EPOCHREALTIME/./}
	"$@"
	ms=$(((${EPOCHREALTIME/./} - start) / 1000))
}

# median FILE of numbers
median() { sort -n "$1" | sed -n "$((($(wc -l <"$1") + 1) / 2))p"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# hand_in DIR N: right and wrong ones by turns, no two files the same
hand_in() {
	local files=(solutions/05_uts/join.c tests/right/05_uts/*.c tests/wrong/exercises/05_uts/[cde]*.c) i dir
	for ((i = 0; i < $2; i++)); do
		dir=$1/student$(printf '%05d' "$i")/05_uts
		mkdir -p "$dir"
		{ cat "${files[i % ${#files[@]}]}" && echo "/* $i */"; } >"$dir/join.c"
	done
}

compile_all() {
	find "$work/forty" -name join.c -print0 | xargs -0 -P "$cores" -I{} sh -c \
		'exercises/compile 05_uts "$1" "$2.$$" 2>/dev/null && rm "$2.$$"' sh {} "$work/program"
}
grade() {
	exercises/grade --only 05_uts "$@" >/dev/null 2>&1
}

echo "make check-05, compile included:"
mkdir "$work/copy"
cp -r exercises solutions tests lib steps "$work/copy"
cp solutions/05_uts/join.c "$work/copy/exercises/05_uts"
for ((i = 0; i < rounds; i++)); do
	XDG_STATE_HOME=$work took "$work/copy/exercises/course" check 05 >/dev/null
	echo "$ms" >>"$work/check"
done
bound "$(median "$work/check")" 1000 "milliseconds"

echo "40 submissions, $cores at a time:"
hand_in "$work/forty" 40
for ((i = 0; i < rounds; i++)); do
	took compile_all && echo "$ms" >>"$work/alone"
	took grade --jobs "$cores" "$work/forty" && echo "$ms" >>"$work/batch"
	took grade --jobs 1 "$work/forty" && echo "$ms" >>"$work/one"
done
bound "$(ratio "$(median "$work/batch")" "$(median "$work/alone")")" 2.5 "graded, to compiled alone"
bound "$(ratio $(($(median "$work/batch") * cores)) "$(median "$work/one")")" 1.3 "$cores at a time to one, times $cores"

echo "$many submissions of one exercise, $cores at a time:"
hand_in "$work/many" "$many"
start=$SECONDS
"$BUILD/grade" --top . --only 05_uts --out "$work/out" "$work/many" 2>/dev/null &
grader=$!
few=0 most=0
while kb=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$grader/status" 2>/dev/null) && [ -n "$kb" ]; do
	[ "$(wc -l 2>/dev/null <"$work/out/journal.jsonl" || echo 0)" -ge 140 ] || few=$kb
	most=$kb
	sleep 0.05
done
wait "$grader"
bound "$((SECONDS - start))" $((many * 3 / 10)) "seconds"
bound "$(ratio "$most" "$few")" 1.2 "memory, to that for the first 20 ($few kB)"

echo "Reports of a journal of 100,000 lines:"
tests/grader/journal -v students=1800 | head -n 100000 >"$work/journal.jsonl"
took "$BUILD/report" --out "$work/reports" "$work/journal.jsonl" 2>/dev/null || [ $? = 2 ]
bound "$ms" 2000 "milliseconds, all formats"

echo "A folder with a million files beside the students':"
mkdir "$work/million"
hand_in "$work/million" 2
(cd "$work/million" && seq 1 1000000 | xargs touch)
took grade "$work/million"
bound "$ms" 15000 "milliseconds"
exit "$bad"
