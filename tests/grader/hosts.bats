# hosts: a class is graded on three hosts by ssh, one of them cut off halfway
load ../helper

CLASS=12

lacks() {
	local tool
	[ "$UID" = 0 ] || echo "needs root, for network namespaces"
	for tool in sshd parallel ip ssh-keygen; do
		PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || echo "no $tool on this machine"
	done
}

setup() {
	local lack
	trace_test_only
	lack=$(lacks)
	[ -z "$lack" ] || skip "${lack%%$'\n'*}"
}

setup_file() {
	local i
	[ -z "$(lacks)" ] || return 0
	for i in $(seq "$CLASS"); do
		mkdir -p "$BATS_FILE_TMPDIR/class/student $i/05_uts"
		cp "$ROOT/solutions/05_uts/join.c" "$BATS_FILE_TMPDIR/class/student $i/05_uts/"
	done
	cp "$ROOT/exercises/05_uts/join.c" "$BATS_FILE_TMPDIR/class/student 3/05_uts/"
	"$ROOT/tests/grader/hosts" "$BATS_FILE_TMPDIR/class" "$BATS_FILE_TMPDIR/out"
}

@test "a host was cut off while there was work to do" {
	[ "$(cat "$BATS_FILE_TMPDIR/out/cut")" -lt "$CLASS" ]
	hosts=$(awk 'NR > 1 { print $2 }' "$BATS_FILE_TMPDIR/out/joblog" | sort -u | wc -l)
	[ "$hosts" -ge 2 ]
}

@test "every submission was graded exactly once" {
	journal=$BATS_FILE_TMPDIR/out/journal.jsonl
	for i in $(seq "$CLASS"); do
		for check in 1 2 3 4 5 6; do
			n=$(grep -c "\"student\":\"student $i\",\"exercise\":\"05_uts\".*\"check\":$check," "$journal")
			echo "student $i, check $check: $n"
			[ "$n" = 1 ]
		done
	done
}

@test "the report is that of one machine" {
	"$BUILD/report" --format json "$BATS_FILE_TMPDIR/out/journal.jsonl" >"$BATS_TEST_TMPDIR/three"
	"$ROOT/exercises/grade" --format json "$BATS_FILE_TMPDIR/class" >"$BATS_TEST_TMPDIR/one"
	cmp "$BATS_TEST_TMPDIR/three" "$BATS_TEST_TMPDIR/one"
}

@test "nothing of the three hosts is left" {
	left=$(ip netns list | grep '^host[123]' || true)
	left+=$(pgrep -f "sshd -f /dev/null" || true)
	[ -z "$left" ] || { echo "$left" && return 1; }
}
