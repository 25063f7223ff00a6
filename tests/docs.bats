# What the pages say is checked against the sources and against a run.
load helper

setup_file() {
	cd "$ROOT" || exit
	# What make keeps for other hosts' shells is nobody's business here.
	unset MAKEFLAGS MAKELEVEL
}

pages() {
	sources '*.md'
}

# bats test_tags=once
@test "every step has a README with the eight parts in order" {
	cd "$ROOT"
	printf '## %s\n' 'The problem' 'The idea' 'The code' 'Try it' \
		'What can go wrong' 'What this wall does not stop' 'Exercise' \
		'Read further' >"$BATS_TEST_TMPDIR/parts"
	for step in steps/[0-9]*; do
		echo "$step"
		diff "$BATS_TEST_TMPDIR/parts" <(grep '^## ' "$step/README.md")
	done
}

# bats test_tags=once
@test "each has 500 to 1500 words of prose" {
	cd "$ROOT"
	for page in steps/*/README.md; do
		words=$(awk '/^```/ { on = !on; next } !on' "$page" | wc -w)
		echo "$page: $words words"
		[ "$words" -ge 500 ]
		[ "$words" -le 1500 ]
	done
}

# bats test_tags=once
@test "every quote stands in the source" {
	cd "$ROOT"
	tests/doc quotes steps/*/README.md CONTRIBUTING.md
}

# bats test_tags=once
@test "every step quotes its part" {
	cd "$ROOT"
	for page in steps/*/README.md; do
		echo "$page"
		grep -q '^```c' "$page"
	done
}

# bats test_tags=once
@test "every link leads somewhere" {
	cd "$ROOT"
	# shellcheck disable=SC2046
	tests/doc links $(pages)
}

# bats test_tags=once
@test "a quote that has drifted is found" {
	cd "$ROOT"
	mkdir "$BATS_TEST_TMPDIR/x"
	cp steps/05_uts/*.[ch] "$BATS_TEST_TMPDIR/x"
	sed 's/sethostname(name/sethostname(nane/' steps/05_uts/README.md \
		>"$BATS_TEST_TMPDIR/x/README.md"
	run tests/doc quotes "$BATS_TEST_TMPDIR/x/README.md"
	[ "$status" = 1 ]
	[[ $output == *"not in the source"*nane* ]]
}

@test "a transcript that has drifted is found" {
	cd "$ROOT"
	printf '%s\n' '```console' '$ echo one two' 'one ...' '$ echo three' \
		'four' '```' >"$BATS_TEST_TMPDIR/page.md"
	run tests/doc transcripts "$BATS_TEST_TMPDIR/page.md"
	[ "$status" = 1 ]
	[[ $output == *"echo three"*four*three* ]]
	[[ $output != *"one two"* ]]
}

transcripts() {
	cd "$ROOT" || exit
	tests/doc transcripts "$@" 2>"$BATS_TEST_TMPDIR/skipped"
	[ ! -s "$BATS_TEST_TMPDIR/skipped" ] ||
		skip "$(head -n 1 "$BATS_TEST_TMPDIR/skipped")"
}

@test "the transcripts of 00_spawn are true" { transcripts steps/00_spawn/README.md; }
@test "the transcripts of 01_chroot are true" { transcripts steps/01_chroot/README.md; }
@test "the transcripts of 02_mount are true" { transcripts steps/02_mount/README.md; }
@test "the transcripts of 03_pid are true" { transcripts steps/03_pid/README.md; }
@test "the transcripts of 04_user are true" { transcripts steps/04_user/README.md; }
@test "the transcripts of 05_uts are true" { transcripts steps/05_uts/README.md; }
@test "the transcripts of 06_net are true" { transcripts steps/06_net/README.md; }
@test "the transcripts of 07_caps are true" { transcripts steps/07_caps/README.md; }
@test "the transcripts of 08_cgroup are true" { transcripts steps/08_cgroup/README.md; }
@test "the transcripts of 09_seccomp are true" { transcripts steps/09_seccomp/README.md; }
@test "the transcripts of the front page are true" { transcripts README.md; }
@test "the transcripts of the other pages are true" {
	cd "$ROOT"
	# shellcheck disable=SC2046
	transcripts CONTRIBUTING.md $(ls docs/*.md)
}

# bats test_tags=once
@test "docs/attacks.md lists the corpus as it is" {
	diff <(sed -n '/^|/p' docs/attacks.md) <(tests/attacks/run --table)
}

# bats test_tags=once
@test "each exercise's page lists the checks and points of its bats file" {
	for file in tests/exercises/*.bats; do
		topic=$(basename "$file" .bats)
		diff <(tests/judge --list "$file" | awk -F '\t' '{ print "| " $3 " | " $5 " |" }') \
			<(grep -E '^\| [0-9]+ \| ' "exercises/$topic/README.md") ||
			{ echo "exercises/$topic/README.md" && return 1; }
	done
}

# bats test_tags=once
@test "the points of all exercises sum to 100" {
	total=0
	for file in tests/exercises/*.bats; do
		n=$(tests/judge --list "$file" | awk -F '\t' '{ n += $3 } END { print n }')
		total=$((total + n))
	done
	[ "$total" = 100 ]
}
