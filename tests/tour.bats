# tests/tour: what it tells was measured, or it says that it was not
load helper
bats_require_minimum_version 1.5.0

setup() {
	cd "$ROOT" || exit
}

tour() {
	run --separate-stderr tests/tour
	echo "$output" "${stderr:-}"
}

# The row of step $1, without blanks.
row() {
	sed -n "s/^$1 *|//p" <<<"$output" | tr -d ' '
}

@test "every step has its row, and the walls are those that it makes" {
	tour
	[ "$status" = 0 ]
	[ "$(row 00_spawn)" = ......... ]
	[ "$(row 05_uts)" = "#####...." ]
	[[ "$(row 09_seccomp)" =~ ^#######[.#]#$ ]]
	[[ "$output" != *No\ box* ]]
}

@test "where no box was made it says why, and no wall stands" {
	mkdir "$BATS_TEST_TMPDIR/build"
	cp "$BUILD"/observe "$BUILD"/witness "$BUILD"/0* "$BATS_TEST_TMPDIR/build/" # no rootfs
	BUILD=$BATS_TEST_TMPDIR/build tour
	[ "$status" = 1 ]
	[ "$(row 00_spawn)" = ......... ]
	[ "$(row 01_chroot)" = "?????????" ]
	[ "$(row 09_seccomp)" = "?????????" ]
	[ "$stderr" = "" ]
	# nine of the ten say this and no more; lines are folded
	said=$(sed -n '/^01_chroot  /,/^What stands/{/^        /p}' <<<"$output" | tr -s ' \n' ' ')
	wanted='( No box: 0._[a-z]+: [^;]*ENOENT[^;]*; make rootfs builds a root to start from)'
	[[ "$said" =~ ^$wanted{9}\ $ ]]
}

@test "no place for its files, or nobody to tell it to, is one line" {
	TMPDIR=/nowhere tour
	[ "$status" = 1 ]
	[ "$output" = "" ]
	[[ "$stderr" == *"/nowhere"* && "$stderr" != *$'\n'* ]]
	run bash -c 'tests/tour >/dev/full'
	echo "$output"
	[ "$status" = 1 ]
	[[ "$output" == *"No space left"* && "$output" != *$'\n'* ]]
	run bash -c 'tests/tour >&-'
	[ "$status" = 1 ]
	[[ "$output" == *"Bad file descriptor"* && "$output" != *$'\n'* ]]
}
