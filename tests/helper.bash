# shellcheck shell=bash
# helper.bash - what the bats files judge facts with
#
#	setup_file() { observe main -o "box uname uname" -- --hostname ann; }
#	@test "..." { is act.uname ann; }
#
# STEP names the program under test (default: that of the test file), BUILD
# the directory with the programs.  Each judgement says what was expected,
# what was observed, and where that was seen.

# bats reads this file anew for each test: there are no processes in this.
ROOT=${BATS_TEST_DIRNAME%/tests*}
BUILD=${BUILD:-$ROOT/build}
own=${BATS_TEST_FILENAME##*/}
STEP=${STEP:-${own%.bats}}
if [ -z "${REPLAY:-}" ]; then
	[ "$UID" = 0 ] && WHO=root || WHO=user
fi
export ROOT BUILD STEP WHO
# bats looks at each command of each function (functrace), to say which one
# failed, and takes half of the time for it.  Those of the test itself, and of
# setup_file, will do.
trace_test_only() {
	set +T
	declare -ft "$BATS_TEST_NAME"
}
setup() { trace_test_only; }
# How COMMAND and the rootfs are called where an exercise's program runs; and a
# name of COMMAND's by which only PATH finds it.
export WITNESS=/bin/witness BY_NAME=bystander ROOTFS=/submission/rootfs
# How long a program may take, in seconds, on a machine that is slow.
PATIENCE=${PATIENCE:-}
case $PATIENCE in [0-9]*) PATIENCE="-t $PATIENCE" ;; esac
# Observations are kept here.  RECORD names a directory to keep them in, REPLAY
# one to take them from: then nothing is run, and what another machine saw is
# judged.  REPLAY wants WHO, root or user.
KEPT=$BATS_FILE_TMPDIR
[ -z "${RECORD:-}${REPLAY:-}" ] ||
	KEPT=${RECORD:-$REPLAY}/$WHO.$STEP.$(basename "$BATS_TEST_FILENAME" .bats)
FACTS=$KEPT/main
declare -gA FACT # all facts of the observation LOADED
LOADED=

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

# The COMMAND by which the program under test reaches witness, as VALUE.
find_witness() {
	VALUE=$BUILD/witness
	! from_step 01_chroot || VALUE=witness
}
witness() {
	find_witness
	echo "$VALUE"
}

# keep NAME COMMAND...: keeps what COMMAND prints, and its status, under NAME.
keep() {
	local name=$1 status=0
	shift
	if ! replaying; then
		"$@" >"$KEPT/$name" || status=$?
		echo "$status" >"$KEPT/.status.$name"
		return "$status"
	fi
	if [ ! -e "$KEPT/.status.$name" ]; then
		echo "no $name was recorded: $KEPT"
		return 1
	fi
	read -r status <"$KEPT/.status.$name"
	return "$status"
}

merged() {
	"$@" 2>&1
}

# asked NAME COMMAND...: prints all that COMMAND prints, as it was on the
# machine that is judged; its status is COMMAND's.
asked() {
	local status=0
	keep "asked.$1" merged "${@:2}" || status=$?
	cat "$KEPT/asked.$1"
	return "$status"
}

# Whether only what was recorded is judged.
replaying() {
	[ "${REPLAY:-}" ]
}

# Whether the machine that is judged has a program.
has_program() {
	asked "has.$1" command -v "$1" >/dev/null
}

# observe NAME [OBSERVE-OPTION...] -- [STEP-OPTION...] [-- COMMAND...]
# Runs the step once and keeps the facts under NAME.  COMMAND: witness.
# VIA holds shell commands that change what the step inherits: VIA='exec <&-'.
observe() {
	local name=$1 options=() via=() VALUE
	set +T
	shift
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	case " $* " in
	*" -- "*) ;;
	*) find_witness && set -- "$@" -- "$VALUE" ;;
	esac
	[ -z "${VIA:-}" ] || via=(bash -c "$VIA; exec \"\$@\"" bash)
	LOADED=
	# shellcheck disable=SC2086 # two words, or none
	keep "$name" "$BUILD/observe" "${options[@]}" $PATIENCE -- "${via[@]}" \
		"$BUILD/$STEP" "$@"
}

# started_by NAME [OBSERVE-OPTION...] -- PROGRAM [ARG...]
# Keeps the facts of whatever PROGRAM starts, as "$BUILD/$STEP" may be.
started_by() {
	local name=$1
	shift
	LOADED=
	# shellcheck disable=SC2086
	keep "$name" "$BUILD/observe" $PATIENCE "$@"
}

# From here on, this test judges the observation NAME.
use() {
	FACTS=$KEPT/$1
}

# Reads all facts of the observation in use.
load_facts() {
	local line lines
	FACT=() LOADED=$FACTS
	mapfile -t lines <"$FACTS" || return
	for line in "${lines[@]}"; do
		FACT[${line%%=*}]=${line#*=}
	done
}

# The same for a pattern, as of file names: whichever key matches.
find_fact() {
	local key
	for key in "${!FACT[@]}"; do
		# shellcheck disable=SC2053 # a pattern
		[[ $key != $1 ]] || { VALUE=${FACT[$key]} && return; }
	done
	return 1
}

# Sets VALUE to that of a fact; fails if there is none.
get() {
	[ "$LOADED" = "$FACTS" ] || load_facts
	case $1 in *'*'*) find_fact "$1" && return ;; esac
	if [ -z "${FACT[$1]+there}" ]; then
		VALUE="no fact $1 (stderr: ${FACT[stderr]-})"
		return 1
	fi
	VALUE=${FACT[$1]}
	[[ $1 != act.* ]] || ! behind_filter || {
		VALUE="nothing that counts: COMMAND is behind a system call filter, which may have answered"
		return 1
	}
}

# Did an exercise's program put a filter before COMMAND?  It could give the
# witness any answer.  Files in whose exercise there is one export OWN_FILTER=1.
behind_filter() {
	[ "${BATS_TEST_DIRNAME##*/}" = exercises ] && [ -z "${OWN_FILTER:-}" ] &&
		[ "${FACT[box.Seccomp_filters]-0}" != "${FACT[host.Seccomp_filters]-0}" ]
}

# Prints the value of a fact.
fact() {
	local found=0
	get "$1" || found=1
	printf '%s\n' "$VALUE"
	return "$found"
}

# evidence_of KEY: which record said so, and what it said.
evidence_of() {
	local who=${1%%.*} what=${1#*.} said=${FACT[$1]-} where=/proc/PID/
	case $what in
	ns.user.parent) where+="ns/user, NS_GET_PARENT," ;;
	ns.*) where+=ns/${what#ns.} ;;
	setgroups | root) where+=$what ;;
	fd) where+=fd said=${said:-none} ;;
	uid_map | gid_map) where+=$what said+=" (numbered as outside the sandbox)" ;;
	mount.*) where+=mountinfo what=${what#mount.} said="${what%.*} $said" ;;
	mounts*) where+=mountinfo ;;
	cgroup.*) where+=cgroup ;;
	links) where+=net/dev ;;
	env.*) where+=environ said=${what#env.}=$said ;;
	env) where+=environ ;;
	args) where+=cmdline said=$(in_words "$1" "$said") ;;
	*) where+=status said="$what: $said" ;;
	esac
	case $who in
	box) where+=" of COMMAND" ;;
	box[2-9]) where+=" of COMMAND number ${who#box}" ;;
	beside) where+=" of the running box" ;;
	parent) where+=" of COMMAND's parent" ;;
	act) where="the answer to \"${FACT[order.$what]-no order}\"" said=${FACT[$1]-} ;;
	left) where="the host's side, when the program had ended" ;;
	during) where="the host's side, while COMMAND ran" ;;
	witness) where="the program's descendants" ;;
	stdout | stderr) where="what the program wrote to $who" said=${FACT[$who]:-nothing} ;;
	*) where="waitpid(2)" ;;
	esac
	case $who in left | during | witness | exit)
		said=$(in_words "$1" "${FACT[$1]-}") ;;
	esac
	[ "${FACT[$1]+there}" ] || said=nothing
	[ "${FACT[witness]-}:$who" != 0:box ] || said="no such process"
	printf '%s: %s' "$where" "${said%\\x0a}"
}

# in_words KEY VALUE: what is expected or observed, for somebody who does not
# know the key.
in_words() {
	local value=${2%\\x0a} order=${FACT[order.${1#act.}]-}
	case $1:$value in
	*:"no fact "*) value=$(without_fact "$1") ;;
	exit.status:[0-9]*) value="exit status $value" ;;
	*.fd:[0-9]*) value="descriptors $value" ;;
	*.fd:) value="no descriptors" ;;
	box.args:?*) value="'${value//;/\' \'}'" ;;
	*.Cap[A-Z]*:*) value="${1##*.} $value" ;;
	*.Seccomp_filters:[0-9]*) value="filters: $value" ;;
	left.*:[0-9]*) value="${1#left.} left: $value" ;;
	left.*:) value="no ${1#left.} left" ;;
	during.mounts.count:[0-9]*) value="mounts on the host's side: $value" ;;
	stdout: | stderr:) value=nothing ;;
	witness:0) value="none runs COMMAND" ;;
	witness:1) value="one runs COMMAND" ;;
	act.*:[0-9]*) [[ $order != caught* ]] || value="signals that came: $value" ;;
	esac
	printf '%s' "$value"
}

# What is observed where there is no fact KEY, though COMMAND ran.
without_fact() {
	local path=${1#*.mount.}
	case $1 in
	act.*) printf 'no answer' ;;
	*.env.*) printf 'no variable %s' "${1#*.env.}" ;;
	*.mount.*) printf 'no mount at %s' "${path%.*}" ;;
	*) printf 'nothing' ;;
	esac
}

# A namespace's inode number in the kernel's own spelling, and whose it is.
spell() {
	local kind=${1%.parent}
	kind=${kind##*.}
	case $1:$2 in
	*.ns.*:[0-9]*) ;;
	*.ns.*:"not "*) printf 'not %s' "$(spell "$1" "${2#not }")" && return ;;
	*.root:"${FACT[host.root]-}") printf "%s, the host's" "$2" && return ;;
	*) printf '%s' "$2" && return ;;
	esac
	printf '%s:[%s]' "$kind" "$2"
	[ "${FACT[host.ns.$kind]-}" != "$2" ] || printf ", the host's"
	[ "${FACT[beside.ns.$kind]-}" != "$2" ] || printf ", the running box's"
}

# A program that never reached COMMAND, or was stopped, has a cause of its own.
why_nothing() {
	local status=${FACT[exit.status]-none} said=${FACT[stderr]-} limit reached=
	for limit in time output memory tasks; do
		[ "${FACT[limit.$limit]-}" != 1 ] || reached+="the program reached its limit of $limit, and was stopped; "
	done
	CAUSE=$reached$CAUSE
	[[ ${FACT[timeout]-} != 1 || ${FACT[limit.time]-} = 1 ]] || CAUSE="the program had not ended when its time was up; $CAUSE"
	[[ $VALUE != 'no fact exit.status'* || ${FACT[timeout]-}${FACT[witness]-} != 1[1-9] ]] || VALUE="it had not ended"
	if [ "${FACT[witness]-}" = 0 ] && [[ $VALUE == 'no fact '* ]]; then
		VALUE="COMMAND never ran"
		CAUSE="the program ended with status $status before COMMAND ran"
		[ "$status" != none ] || CAUSE="${reached}it neither ran COMMAND nor ended"
		[ "$status$reached" != none ] || CAUSE="the program neither ran COMMAND nor ended, and was stopped"
		[[ $status != [0-9]* || $status -le 128 ]] || CAUSE+=" (killed by signal $((status - 128)): $(kill -l "$((status - 128))"))"
		[ "${FACT[limit.cpu]-}" != 1 ] || CAUSE+=": it used up its processor time, as by a loop without end"
		[ -z "$said" ] || CAUSE+="; it said: ${said%%\\x0a*}"
		explain_last_words "$said"
	fi
}

# means PATTERN WORDS: what it means when a program that never ran COMMAND says
# something like PATTERN.
means() {
	MEANS+=("$1" "$2")
}
MEANS=()
explain_last_words() {
	local i
	for ((i = 0; i < ${#MEANS[@]}; i += 2)); do
		# shellcheck disable=SC2053 # a pattern
		[[ $1 != *${MEANS[i]}* ]] || CAUSE+=". ${MEANS[i + 1]}"
	done
}

# tell LABEL KEY VALUE: in words where a cause is told, too.
tell() {
	printf '%s: ' "$1"
	if [ "${CAUSE:-}" ]; then
		spell "$2" "$(in_words "$2" "$3")"
	else
		spell "$2" "$3"
	fi
	echo
}

# complain CHECK EXPECTED [OBSERVED]
complain() {
	[ $# -lt 3 ] || VALUE=$3
	[ -z "${CAUSE:-}" ] || why_nothing
	printf 'check: %s\n' "$1"
	tell expected "$1" "$2"
	tell observed "$1" "$VALUE"
	if [ "${CAUSE:-}" ]; then
		printf 'evidence: ' && evidence_of "$1"
		printf '\ncause: %s\nread: %s\n' "$CAUSE" "$READ"
	fi
	local key
	for key in exit.status stderr timeout; do
		[ -z "${FACT[$key]+there}" ] || printf '%s=%s\n' "$key" "${FACT[$key]}"
	done
	return 1
}

# because CAUSE [READ]: what it probably means if the next judgement fails, and
# where to read about it.
because() {
	CAUSE=$1 READ=${2-${READ:-}}
}

# cannot REASON: this check cannot be judged on this machine.
cannot() {
	skip "cannot judge here: $1"
}

# draw N COUNT: sets VALUE to a number from 0 to COUNT - 1; which, the seed
# tells.  N, 0 to 9, tells the draws of one file apart.
draw() {
	local seed=${SEED:-$(printf '%064d' 1)}
	VALUE=$((16#${seed:$1 * 6:6} % $2))
}

# try NAME [OBSERVE-OPTION...] -- [ARG...]: for an exercise: observes the
# program that is to be judged, as strictly as its grader does.
try() {
	local name=$1 options=()
	set +T
	shift
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	LOADED=
	# shellcheck disable=SC2086
	"$BUILD/observe" --strict "${options[@]}" $PATIENCE -- \
		"${PROGRAM:-$BUILD/exercises/$STEP}" "$@" >"$BATS_FILE_TMPDIR/$name"
}

# has KEY VALUE: no judgement, only whether it is so
has() {
	get "$1" && [ "$VALUE" = "$2" ]
}

# found_in_path: COMMAND was called BY_NAME, and was run.
found_in_path() {
	because "COMMAND was $BY_NAME, with no slash: then it is looked for in each directory of PATH, and ${WITNESS%/*} has it. execvp(3) does so, execv(3) does not" "exec(3), Special semantics for execlp() and execvp()"
	is witness 1
}

# is KEY VALUE, isnt KEY VALUE
is() {
	has "$1" "$2" || complain "$1" "$2"
}
isnt() {
	get "$1" && [ "$VALUE" != "$2" ] || complain "$1" "not $2"
}

# equal KEY OTHER: both facts have one value
equal() {
	get "$2" || true
	is "$1" "$VALUE"
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

# matches KEY REGEX [WORDS] (extended, the whole value; what it means in words)
matches() {
	get "$1" && [[ $VALUE =~ ^($2)$ ]] || complain "$1" "${3:-matches $2}"
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
