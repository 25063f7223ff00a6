# shellcheck shell=bats
#
# tap.bats - a bats file that tests/tap runs, and what it says of it

setup() {
	# bats would take a line that begins with @test for one of our own
	sed "s/^TEST/@test/; s/^TAGS/# bats test_tags/" >"$BATS_TEST_TMPDIR/some.bats" <<-'END'
		equal() { echo "$1 and $2" && [ "$1" = "$2" ]; }
		setup() { before=3; }
		teardown() { [ -z "$left" ]; }
		TEST "holds" {
			equal "$before" 3
		}
		TEST "fails" {
			equal "$before" 4
			equal 5 5
		}
		TEST "cannot" {
			skip "no such thing here"
		}
		TEST "leaves something" {
			left=yes
		}
		TAGS=slow
		TEST "left out" {
			false
		}
	END
	run "$BATS_TEST_DIRNAME/tap" "$BATS_TEST_TMPDIR/some.bats" slow
	echo "$output"
}

@test "what fails is told with the command that failed, what skips with its reason" {
	[ "$status" = 1 ]
	# shellcheck disable=SC2016
	diff - <(echo "$output") <<-'END'
		1..4
		ok 1 holds
		not ok 2 fails
		# 3 and 4
		# `[ "$1" = "$2" ]' failed
		ok 3 cannot # skip no such thing here
		not ok 4 leaves something
		# teardown failed
	END
}
