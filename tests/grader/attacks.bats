# The corpus of attacks: its heads, and a few of it.  tests/attacks/run is all.
load ../helper

setup() {
	cd "$ROOT" || exit
}

# bats test_tags=once
@test "each attack's head says what it tries, what is expected, and how long it may take" {
	local line missing
	for line in 'Attack: \[[0-9]+([,-][0-9]+)*\] .' \
		'Exercise: (0[0-9]_[a-z]+|capstone)$' \
		'Expect: (full|earned [0-9]+(; .+)?|(zero|cannot); .+)$' \
		'Seconds: [0-9]+$'; do
		missing=$(grep -LE "^( \*|#) $line" tests/attacks/*.c tests/attacks/*.sh) ||
			true # grep -L: no two versions agree on its status
		echo "without $line: $missing"
		[ "$missing" = "" ]
	done
}

# bats test_tags=once
@test "there are at least 80, of each kind some" {
	local range
	[ "$(printf '%s\n' tests/attacks/*.c tests/attacks/*.sh | wc -l)" -ge 80 ]
	tests/attacks/run --table | grep -o '\[[0-9,-]*\] ' | tr -d '[] ' | tr , '\n' | tr - '\n' |
		sort -nu >"$BATS_TEST_TMPDIR/numbers"
	for range in '1 23' '24 47' '48 68' '69 77' '78 86'; do
		# shellcheck disable=SC2086 # two numbers
		[ "$(seq $range | sort | comm -12 - <(sort "$BATS_TEST_TMPDIR/numbers") | wc -l)" -ge 5 ]
	done
}

# CI runs them all
@test "a few of the corpus are held here" {
	# the toolkit may be of another user, who alone may build it
	[ -x "$BUILD/grade" ]
	run tests/attacks/run forge_facts setsid_daemon include_passwd link_to_solution
	echo "$output"
	[ "$status" = 0 ]
}

@test "an attack that there is not is one line and 2" {
	run tests/attacks/run no_such_attack
	[ "$status" = 2 ]
	[ "$output" = "run: no attack no_such_attack" ]
}

# When the attacks have begun a group appears among their own, with a process in
# it, one among those of another test, and one of a test that there is not.
# bats test_tags=once
@test "a group that is left is seen, but one of another test's is that test's" {
	# shellcheck disable=SC2016 # for the inner shell
	"$ROOT/tests/delegated" "$UID" bash -c '[ "$(find /sys/fs/cgroup -name "delegated-$PPID" 2>/dev/null)" ]' ||
		skip "this user may make no cgroup here"
	# shellcheck disable=SC2016
	TMPDIR=$BATS_TEST_TMPDIR run "$ROOT/tests/delegated" "$UID" bash -c '
		read -r ours < <(find /sys/fs/cgroup -name "delegated-$PPID" 2>/dev/null)
		theirs=${ours%/*}/delegated-$$ nobodys=${ours%/*}/delegated-0
		tests/attacks/run forge_facts & attacks=$!
		until [ -e "$(echo "$TMPDIR"/attacks.*/late)" ]; do
			kill -0 "$attacks" || exit 99
			read -r -t 0.01 <> <(:)
		done
		made=("$theirs" "$nobodys" "$ours/boxwright-ours" "$theirs/boxwright-theirs"
			"$nobodys/boxwright-nobodys")
		mkdir "${made[@]}"
		sleep 600 & sleeper=$!
		echo "$sleeper" >"$ours/boxwright-ours/cgroup.procs"
		wait "$attacks"; status=$?
		kill "$sleeper"; wait "$sleeper"
		rmdir "${made[@]:2}" "${made[@]:0:2}"
		exit "$status"'
	echo "$output"
	[ "$status" = 1 ]
	grep -q "^not ok host: mount, link or group is new: .*/boxwright-ours" <<<"$output"
	grep -q "^not ok host: mount, link or group is new: .*/boxwright-nobodys" <<<"$output"
	[[ "$output" != *boxwright-theirs* ]]
}
