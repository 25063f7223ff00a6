# shellcheck shell=bash
# helper.bash - what the bats files judge facts with
#
#	setup_file() { observe main -o "box uname uname" -- --hostname ann; }
#	@test "..." { is act.uname ann; }
#
# STEP names the program under test (default: that of the test file), BUILD
# the directory with the programs.  Each judgement says what was expected,
# what was observed, and where that was seen.

# bats reads this file anew for each test: what needs a process, once.
if [ "${LOADED_FOR:-}" != "$BATS_TEST_FILENAME" ]; then
	ROOT=$(cd "${BATS_TEST_DIRNAME%/tests*}" && pwd)
	BUILD=${BUILD:-$ROOT/build}
	own=${BATS_TEST_FILENAME##*/}
	STEP=${STEP:-${own%.bats}}
	WHO=$([ "$UID" = 0 ] && echo root || echo user)
	LOADED_FOR=$BATS_TEST_FILENAME
	export ROOT BUILD STEP WHO LOADED_FOR
fi
FACTS=$BATS_FILE_TMPDIR/main

# sources [PATTERN...]: the project's files, as git knows them; in an unpacked
# archive, or for a user whom git does not trust, all but build/.
sources() {
	(cd "$ROOT" && git -c safe.directory="*" ls-files -- "$@" 2>/dev/null) ||
		(cd "$ROOT" && find . -path ./build -prune -o -type f -print |
			sed 's|^\./||' | grep -E "$(printf '%s\n' "${@:-*}" |
				sed 's/\./\\./g;s/\*/.*/g;s/.*/^&$/')")
}

# Is the program under test this step, or a later one?
from_step() {
	[[ ! $STEP < $1 ]]
}

# The COMMAND by which the program under test reaches witness.
witness() {
	if from_step 01_chroot; then echo witness; else echo "$BUILD/witness"; fi
}

# observe NAME [OBSERVE-OPTION...] -- [STEP-OPTION...] [-- COMMAND...]
# Runs the step once and keeps the facts under NAME.  COMMAND: witness.
# VIA holds shell commands that change what the step inherits: VIA='exec <&-'.
observe() {
	local name=$1 options=() via=()
	shift
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	case " $* " in
	*" -- "*) ;;
	*) set -- "$@" -- "$(witness)" ;;
	esac
	[ -z "${VIA:-}" ] || via=(bash -c "$VIA; exec \"\$@\"" bash)
	"$BUILD/observe" "${options[@]}" -- "${via[@]}" "$BUILD/$STEP" "$@" \
		>"$BATS_FILE_TMPDIR/$name"
}

# started_by NAME [OBSERVE-OPTION...] -- PROGRAM [ARG...]
# Keeps the facts of whatever PROGRAM starts, as "$BUILD/$STEP" may be.
started_by() {
	local name=$1
	shift
	"$BUILD/observe" "$@" >"$BATS_FILE_TMPDIR/$name"
}

# From here on, this test judges the observation NAME.
use() {
	FACTS=$BATS_FILE_TMPDIR/$1
}

# Sets VALUE to that of a fact; fails if there is none.
get() {
	VALUE=$(sed -n "\\|^$1=|{p;q}" "$FACTS")
	if [ -z "$VALUE" ]; then
		VALUE="no fact $1 (stderr: $(sed -n 's/^stderr=//p' "$FACTS"))"
		return 1
	fi
	VALUE=${VALUE#*=}
}

# Prints the value of a fact.
fact() {
	local found=0
	get "$1" || found=1
	printf '%s\n' "$VALUE"
	return "$found"
}

# complain CHECK EXPECTED [OBSERVED]
complain() {
	printf 'check:    %s\nexpected: %s\nobserved: %s\n' "$1" "$2" "${3-$VALUE}"
	grep -E '^(exit.status|stderr|timeout)=' "$FACTS" || true
	return 1
}

# is KEY VALUE, isnt KEY VALUE
is() {
	get "$1" && [ "$VALUE" = "$2" ] || complain "$1" "$2"
}
isnt() {
	get "$1" && [ "$VALUE" != "$2" ] || complain "$1" "not $2"
}

# lists KEY NAMES: a listing of the sandbox's scratch directory.  The project's
# own directories can be seen in it, if that is where they lie.
lists() {
	local name found=()
	get "$1" || complain "$1" "$2" || return 1
	for name in $VALUE; do
		[[ $ROOT/ == "/tmp/$name/"* || $BUILD/ == "/tmp/$name/"* ]] ||
			found+=("$name")
	done
	VALUE=${found[*]-}
	[ "$VALUE" = "$2" ] || complain "$1" "$2"
}

# matches KEY REGEX (extended, the whole value)
matches() {
	get "$1" && [[ $VALUE =~ ^($2)$ ]] || complain "$1" "matches $2"
}

# at_least KEY N, at_most KEY N
at_least() {
	get "$1" && [ "$VALUE" -ge "$2" ] || complain "$1" "at least $2"
}
at_most() {
	get "$1" && [ "$VALUE" -le "$2" ] || complain "$1" "at most $2"
}

# differs KEY, same KEY: the box's beside the host's
differs() {
	get "host.$1" && isnt "box.$1" "$VALUE"
}
same() {
	get "host.$1" && is "box.$1" "$VALUE"
}

# refused KEY ERRNO: the order act.KEY was answered so; allowed KEY
refused() {
	is "act.$1" "$2"
}
allowed() {
	is "act.$1" ok
}

# fails STATUS REGEX: the program ended with STATUS and said one line on
# stderr, which matches REGEX.
fails() {
	is exit.status "$1" && is stderr.lines 1 && matches stderr "$2\\\\x0a"
}

# Nothing is left on the host's side.
left_nothing() {
	is left.processes 0 && is left.mounts 0 && is left.links '' &&
		is left.files '' && is left.hostname host
}

# inside KEY: the value that /proc/PID/status shows for the innermost
# namespace, of a list from outside to inside.
inside() {
	fact "$1" | sed 's/.* //'
}
