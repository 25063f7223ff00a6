# The budgets of the house style: pages that stay short enough to be read.
load helper

setup() {
	trace_test_only
	cd "$ROOT" || exit
}

# Prints "LINES FILE NAME" of every function: from the line of its name, at
# column 0, to the closing brace at column 0.
functions() {
	awk '/^[a-z_][a-z_0-9]*\(/ { name = $0; sub(/\(.*/, "", name); start = FNR }
	/^}/ && name { print FNR - start + 1, FILENAME, name; name = "" }' "$@"
}

parts() {
	find steps -name '*.c' -not -name main.c -not -name '*_demo.c' | sort
}

# Lines that hold more than a comment.
code_lines() {
	cat "$@" | grep -cvE '^[[:space:]]*(/\*|\*|//|$)'
}

# over BUDGET, from lines "NUMBER WHAT...": prints what is over; fails if any.
over() {
	awk -v budget="$1" '$1 > budget { print "over " budget ": " $0; bad = 1 }
	END { exit bad }'
}

@test "a part has 60 to 250 lines, its essay included" {
	parts | xargs wc -l | grep -v total | over 250
	parts | xargs wc -l | grep -v total |
		awk '$1 < 60 { print "too short: " $0; bad = 1 } END { exit bad }'
}

@test "no function is longer than 60 lines" {
	# shellcheck disable=SC2046
	functions $(sources '*.c') | over 60
}

@test "nine functions of ten have at most 40 lines, half at most 15" {
	# shellcheck disable=SC2046
	functions $(parts) lib/*.c steps/*/main.c | cut -d' ' -f1 | sort -n >"$BATS_TEST_TMPDIR/n"
	total=$(wc -l <"$BATS_TEST_TMPDIR/n")
	[ "$total" -gt 100 ]
	median=$(sed -n "$((total / 2))p" "$BATS_TEST_TMPDIR/n")
	p90=$(sed -n "$((total * 9 / 10))p" "$BATS_TEST_TMPDIR/n")
	echo "$total functions, median $median, p90 $p90"
	[ "$median" -le 15 ]
	[ "$p90" -le 40 ]
}

@test "a step's main.c has at most 80 lines" {
	wc -l steps/*/main.c | grep -v total | over 80
}

@test "each main.c is the one before, at most 15 lines more and 6 less" {
	# 02 goes another way than 01: nine calls take the place of one
	previous=steps/00_spawn/main.c
	for main in steps/0[1-9]*/main.c steps/[1-9]*/main.c; do
		[ -f "$main" ] || continue
		more=$(diff "$previous" "$main" | grep -c '^>' || true)
		less=$(diff "$previous" "$main" | grep -c '^<' || true)
		echo "$main: +$more -$less"
		[ "$more" -le 15 ]
		[ "$less" -le 6 ]
		previous=$main
	done
}

@test "no line is wider than 80 columns" {
	sources '*.c' '*.h' Makefile | xargs awk -F '\t' '{
		width = 0
		for (i = 1; i < NF; i++)
			width += length($i) + 8 - (width + length($i)) % 8
		if (width + length($NF) > 80) { print FILENAME ":" FNR; bad = 1 }
	} END { exit bad }'
}

@test "parts have 30 to 50 lines of comment for 100 lines of code" {
	comments=$(parts | xargs cat | grep -cE '^[[:space:]]*(/\*|\*|//)')
	# shellcheck disable=SC2046
	code=$(code_lines $(parts))
	echo "$comments lines of comment, $code of code"
	[ $((comments * 100)) -ge $((code * 30)) ]
	[ $((comments * 100)) -le $((code * 50)) ]
}

@test "lib has at most 500 lines of code" {
	code=$(code_lines lib/*.c)
	echo "$code"
	[ "$code" -le 500 ]
}

@test "the Makefile has at most 80 lines" {
	wc -l Makefile | over 80
}

@test "no goto in what is there to be read" {
	run grep -nE '\bgoto\b[^"]*;' steps/*/*.c lib/*.c
	echo "$output"
	[ "$status" = 1 ]
}

@test "the budgets can be exceeded: a long function is found" {
	{
		echo 'int'
		echo 'long_one(void)'
		echo '{'
		for i in {1..60}; do echo "	call($i);"; done
		echo '}'
	} >"$BATS_TEST_TMPDIR/long.c"
	run over 60 <<<"$(functions "$BATS_TEST_TMPDIR/long.c")"
	[ "$status" = 1 ]
	[[ $output == *long_one* ]]
}

@test "every shell file passes shellcheck" {
	command -v shellcheck >/dev/null || skip "shellcheck is missing"
	sources | while read -r file; do
		case $file in
		*.bats | *.bash | *.sh) echo "$file" ;;
		*.*) ;;
		*) head -n 1 "$file" | grep -qE '^#!.*sh' && echo "$file" ;;
		esac || true
	done >"$BATS_TEST_TMPDIR/files"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/files")" -gt 10 ]
	xargs shellcheck <"$BATS_TEST_TMPDIR/files"
}

@test "every C file is formatted as .clang-format says" {
	command -v clang-format >/dev/null || skip "clang-format is missing"
	sources '*.c' '*.h' | xargs clang-format --dry-run -Werror
}
