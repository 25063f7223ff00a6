#!/usr/bin/env bash
# faults.sh [--selftest] - no step may leave a trace, or fail without a word
#
# Runs build/faults (tests/faults.c says what that does) over every step: as
# root, and as an ordinary user, nobody.  Without root: as you.  With
# --selftest: over steps that were broken on purpose, each of which has to be
# found out.  Every run's summary is one line, and the sum is the last one.
#
# As root, a host of its own stands in for the machine: mount, UTS and network
# namespaces in which all mounts are shared, so that a mount that leaks out of
# a box shows, and in which other programs do not make or remove anything.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH=$PATH:/usr/sbin:/sbin
nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)

# Runs a command on a host of its own, which takes root.
own_host() {
	if [ "$(id -u)" != 0 ]; then
		"$@"
		return
	fi
	# shellcheck disable=SC2016 # "$@" is for the inner shell
	unshare --mount --uts --net -- sh -c '
		mount --make-rshared / || exit
		case $PWD in
		/tmp/*) ;;
		*) mount -t tmpfs tmpfs /tmp || exit ;;
		esac
		exec "$@"' sh "$@"
}

# Prints one line for each run: WHO STEP OPTION...
list_jobs() {
	local who=$1 step bind='--bind /etc/hosts:/tmp/hosts --bind /etc:/mnt:ro'
	local limits='--pids 20 --memory 64M --cpu 50'

	for step in steps/[0-9]*/main.c; do
		step=${step#steps/}
		step=${step%/main.c}
		case $step in
		02_* | 03_* | 05_*) echo "$who $step $bind" ;;
		04_*)
			echo "$who $step"
			echo "$who $step --no-map"
			[ "$who" != root ] ||
				echo "$who $step --map 0:100000:65536"
			;;
		06_*)
			echo "$who $step --net lo"
			[ "$who" != root ] || echo "$who $step --net veth"
			;;
		07_*) echo "$who $step --keep cap_chown,cap_kill" ;;
		08_*) echo "$who $step $limits" ;;
		09_*) echo "$who $step --deny mount,ptrace $limits" ;;
		*) echo "$who $step" ;;
		esac
	done
}

# Without a cgroup of one's own there are no limits; says so.
drop_limits() {
	local words=()

	while [ $# -gt 0 ]; do
		case $1 in
		--pids | --memory | --cpu) shift ;;
		*) words+=("$1") ;;
		esac
		shift
	done
	echo "${words[@]}"
}

# run_job WHO STEP OPTION...: prints what build/faults found.
run_job() {
	local who=$1 step=$2 out options=("${@:3}") as=()

	if [ "$who" = user ] && [ "$(id -u)" = 0 ]; then
		as=("${nobody[@]}")
	fi
	case $who$step in # these need root, or what looks like it
	user01_* | user02_* | user03_*)
		as+=(unshare --user --map-root-user) ;;
	esac
	if [ "$who" = user ] &&
	   [[ "$*" == *--pids* ]] &&
	   ! own_host "${as[@]}" "build/$step" "${options[@]}" true 2>/dev/null; then
		read -ra options <<<"$(drop_limits "${options[@]}")"
		echo "as $who: $step: this user may make no cgroup: no limits"
	fi
	out=$(own_host "${as[@]}" build/faults "build/$step" "${options[@]}" \
		cat 2>&1)
	# shellcheck disable=SC2001 # every line, not only the first
	sed "s|^$step:|as $who: $step${options[*]:+ ${options[*]}}:|" <<<"$out"
}

# Adds up the summaries in the file LOG and prints them; fails unless all of
# JOBS have one and nothing was left or unclear.
print_sum() {
	awk -v jobs="$2" '
	/: [0-9]+ kills, [0-9]+ failures, / {
		runs++
		sub(/.*: /, "")
		kills += $1; failures += $3; left += $5; unclear += $8
	}
	END {
		if (runs != jobs)
			print jobs - runs " of " jobs " runs came to no end"
		printf "%d kills, %d failures, %d left behind, %d unclear\n",
		       kills, failures, left, unclear
		exit runs != jobs || left || unclear || !kills
	}' "$1"
}

# A step that makes cgroups runs alone, for others see them come and go.
run_all() {
	local log jobs list whos=(user)
	log=$(mktemp)

	# shellcheck disable=SC2064 # the name as it is now
	trap "rm -f '$log'" EXIT
	[ "$(id -u)" != 0 ] || whos=(root user)
	list=$(for who in "${whos[@]}"; do list_jobs "$who"; done)
	jobs=$(wc -l <<<"$list")
	{
		grep -v -e --pids <<<"$list" | xargs -P "$(nproc)" -L 1 "$0" --job
		grep -e --pids <<<"$list" | xargs -L 1 "$0" --job
	} | tee "$log"
	print_sum "$log" "$jobs"
}

# break_step NAME STEP SED-SCRIPT [FILE]: builds STEP into $work/NAME, with
# FILE (its main.c) as SED-SCRIPT changes it.
break_step() {
	local main=steps/$2/main.c part=${4:-steps/$2/main.c}
	local sources=("$work/$1.c")

	sed "$3" "$part" >"$work/$1.c"
	if cmp -s "$part" "$work/$1.c"; then
		echo "$1: the line to break is gone from $part" >&2
		exit 1
	fi
	[ "$part" = "$main" ] || sources+=("$main")
	# shellcheck disable=SC2046 # one word for each directory
	cc -std=gnu11 -D_GNU_SOURCE -include fcntl.h -include unistd.h \
		-Ilib $(printf -- '-I%s ' steps/*/) -o "$work/$1" \
		"${sources[@]}" build/libboxwright.a || exit
}

# expect NAME PATTERN: build/faults must find NAME guilty, for that reason.
expect() {
	local out

	out=$(own_host build/faults "$work/$1" cat 2>&1)
	if [ $? -eq 1 ] && grep -q -e "$2" <<<"$out"; then
		echo "found out: $1: $(grep -m 1 -e "$2" <<<"$out")"
	else
		printf 'NOT found out: %s, want "%s" in:\n%s\n' "$1" "$2" "$out"
		failed=1
	fi
}

selftest() {
	local work failed=0
	work=$(mktemp -d build/faults.XXXXXX)

	# shellcheck disable=SC2064 # the name as it is now
	trap "rm -rf '$work'" EXIT
	ln -s ../rootfs "$work/rootfs"

	break_step file 00_spawn '
		s|^\tsync_open|\tclose(creat("/tmp/left", 0600));\n&|
		s|return spawn_wait(pid);|pid = spawn_wait(pid);\
			unlink("/tmp/left");\n\treturn pid;|'
	expect file 'now: file /tmp/left'

	break_step orphan 00_spawn /spawn_die_with_host/d
	expect orphan 'now: 1 processes'

	break_step unchecked 05_uts '
		s|mounts_make_private();|mount(0, "/", 0, MS_REC \| MS_PRIVATE, 0);|'
	expect unchecked 'mount: made to fail; status 0'

	break_step chatty 00_spawn '
		s|^\tsync_wait|\tif (read(o->sync.box, "", 0)) note("no");\n&|'
	expect chatty 'read: made to fail; status 0'

	break_step stuck 00_spawn '
		s|^\tsync_go|\twhile (fchdir(-2) == -1 \&\& errno == EIO)\n\
			pause();\n&|;1i#include <errno.h>'
	expect stuck 'hung'

	return "$failed"
}

case ${1-} in
--selftest) selftest ;;
--job) shift && run_job "$@" ;;
'') run_all ;;
*) echo "usage: $0 [--selftest]" >&2; exit 2 ;;
esac
