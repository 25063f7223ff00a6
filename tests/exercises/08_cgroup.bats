# 08_cgroup: processes that are limited, judged and ended
load ../helper
means 'contain_make: EINVAL' "The kernel refused a number. On version 1 the limit on memory and swap may not be below that on memory, which is without limit at first: set that one first"
means 'contain_make: EEXIST' "A directory is made that is there: on version 2 both are the same one; the limits' files are there, too, once their directory is"
means 'contain_make: ENOENT' "A directory or a file is not there: on version 1 there are two directories to make, and some kernels have no file for swap"

# Sets what the checks call things: the trees, the group, its limits.
# A tree is called by its controller on version 1, v2 otherwise.
plan() {
	local names
	MEMORY=v2 PIDS=v2
	while IFS=: read -r _ names _; do
		[[ ,$names, != *,memory,* ]] || MEMORY=memory
		[[ ,$names, != *,pids,* ]] || PIDS=pids
	done <"$BATS_FILE_TMPDIR/cgroup"
	draw 0 1000
	NAME=group$VALUE
	draw 1 16
	BYTES=$(((24 + VALUE) * 1048576 + 4096 * VALUE))
	draw 2 20
	TASKS=$((VALUE + 12))
	MAX=memory.max SWAP=memory.swap.max NO_SWAP=0 EVENTS=memory.events
	[ "$MEMORY" = v2 ] || MAX=memory.limit_in_bytes SWAP=memory.memsw.limit_in_bytes \
		NO_SWAP=$BYTES EVENTS=memory.oom_control
	BOX_MEMORY="{box.cgroup.$MEMORY.dir}" BOX_PIDS="{box.cgroup.$PIDS.dir}"
}

# attempt RUN ORDER...: one run, with all that is to be seen of its group.
attempt() {
	local run=$1 orders=() order
	shift
	for order; do orders+=(-o "$order"); done
	try "$run" --cgroup -t 3 "${orders[@]}" \
		-o "outside killed read $BOX_MEMORY/$EVENTS" \
		-o "outside refused read $BOX_PIDS/pids.events" \
		-o "after memory_group stat $BOX_MEMORY" \
		-o "after pids_group stat $BOX_PIDS" \
		-- "$NAME$run" "$BYTES" "$TASKS" "$WITNESS"
}

setup_file() {
	local hog="box hog alloc 200000000" bomb="box bomb fork 60"
	echo "$(</proc/self/cgroup)" >"$BATS_FILE_TMPDIR/cgroup"
	plan
	"$BUILD/08_cgroup" --pids 50 --memory 64M -- true \
		2>"$BATS_FILE_TMPDIR/why" || return 0
	rm "$BATS_FILE_TMPDIR/why"
	attempt both "$hog" "box daemon daemon" "$bomb" \
		"outside bytes read $BOX_MEMORY/$MAX" \
		"outside swap read $BOX_MEMORY/$SWAP" \
		"outside tasks read $BOX_PIDS/pids.max"
	attempt memory "$hog"
	attempt pids "$bomb"
	attempt neither "box modest alloc 1000000" "box few fork 2" "box end exit by 9"
}

# grouped RUN: COMMAND is in the group.  Who is in none, or never ran, has hit
# no limit, left nothing behind, and proved nothing.
grouped() {
	[ ! -e "$BATS_FILE_TMPDIR/why" ] || cannot "this user may make no cgroup with limits on memory and processes here; under systemd, \"systemd-run --user --scope -p Delegate=yes bash\" gives a shell that may"
	plan
	use "$1"
	local tree
	for tree in "$MEMORY" "$PIDS"; do
		get "host.cgroup.$tree"
		because "COMMAND is in another group than main.c asked for" "exercises/08_cgroup/contain.h"
		[ "${FACT[box.cgroup.$tree]-}" != "$VALUE" ] ||
			because "COMMAND is still in the group that the program was started in: a process joins by having its number written to cgroup.procs, on version 1 in each of the two trees" "cgroups(7)"
		get "box.cgroup.$tree" && [ "${VALUE##*/}" = "$NAME$1" ] ||
			complain "box.cgroup.$tree" "the group $NAME$1" "${VALUE/#\/*/the group ${VALUE##*/}}"
	done
}

# at_least_once KEY WORD: the kernel's count behind WORD is not 0.
at_least_once() {
	get "act.$1" || true
	[[ "\x0a$VALUE" =~ \\x0a$2\ [1-9] ]] || complain "act.$1" "$2 1 or more"
}

# bats test_tags=points:1
@test "COMMAND is in the group, and so is all that it starts" {
	grouped both
}

# bats test_tags=points:2
@test "the limits are those that were asked for, and swap is no way around" {
	grouped both
	because "the limit on memory was not set, or not to what it was asked for" "the kernel's admin-guide/cgroup-v2.rst, memory.max"
	is act.bytes "$BYTES\x0a"
	because "the limit on processes was not set, or not to what it was asked for" "the kernel's admin-guide/cgroup-v2.rst, pids.max"
	is act.tasks "$TASKS\x0a"
	because "what is swapped out is not counted, so a hog with swap to use is slow, and never killed. On version 1 this limit may not be smaller than the other one, so it is set second" "steps/08_cgroup/README.md; contain.h, swap_max"
	[ "${FACT[act.swap]-}" = ENOENT ] || is act.swap "$NO_SWAP\x0a"
}

# bats test_tags=points:2
@test "a memory hog is killed by the kernel, for this group's limit" {
	grouped memory
	because "the hog got what it wanted: 200 MB. No limit on memory holds for it" "the kernel's admin-guide/cgroup-v2.rst, memory.max"
	is act.hog 'killed 9'
	because "the hog was killed, but not for this group's limit: another one, further out, was reached first" "cgroups(7)"
	at_least_once killed oom_kill
}

# bats test_tags=points:1
@test "a fork bomb is refused, for this group's limit" {
	grouped pids
	because "60 processes could be started: no limit on processes holds for them" "the kernel's admin-guide/cgroup-v2.rst, pids.max"
	matches act.bomb '[0-9]+ EAGAIN' "EAGAIN, after a few processes"
	because "fork was refused, but not for this group's limit: another one, further out, was reached first" "cgroups(7)"
	at_least_once refused max
}

# tells RUN STATUS WHAT: the kernel's own record, then what the program said.
tells() {
	grouped "$1"
	case $1 in
	both | memory) at_least_once killed oom_kill ;;
	esac
	case $1 in
	both | pids) at_least_once refused max ;;
	esac
	local said
	said=$(fact stderr)
	because "125: one of the four functions failed; the program said: ${said%%\\x0a*}" "contain.h"
	[ "$(fact exit.status)" != 125 ] || complain exit.status "$2" 125
	because "the program did not end: contain_end() goes on while the group has processes. Each number in its cgroup.procs has to be sent SIGKILL, again and again until there is none" "contain.h, contain_end()"
	get exit.status || complain exit.status "$2"
	because "$3. Look for a word at the beginning of a line, and at the whole word; and look while the group is there" "contain.h, contain_hits()"
	is exit.status "$2"
}

# bats test_tags=points:2
@test "the program tells which limit was hit: memory, processes, both, neither" {
	tells memory 101 "the kernel has killed the hog, as its oom_kill says, and the program's exit status is not that for memory"
	tells pids 102 "the kernel has refused a process, as its max says, and the program's exit status is not that for processes"
	tells both 103 "both limits were hit, and the program's exit status is not that for both"
	tells neither 137 "no limit was hit: COMMAND ended by a SIGKILL of its own making, which looks like an OOM kill to who only looks at its exit status"
}

# bats test_tags=points:1
@test "what COMMAND leaves behind is killed" {
	grouped both
	because "COMMAND could start no process that would be left behind" "setrlimit(2), RLIMIT_NPROC"
	allowed daemon
	because "COMMAND had started a process that is in a session of its own, and deaf to all signals but SIGKILL; it outlived the program. It is listed in the group's cgroup.procs" "cgroups(7), kill(2)"
	is left.processes 0
	because "SIGKILL reached processes that are not in the group: kill(2) with -1 goes to all that you may signal, on your own machine to all of it" "kill(2)"
	get left.hostname && [ "$VALUE" = host ] ||
		complain left.hostname "a process outside of the group lives" "it was killed"
}

# bats test_tags=points:1
@test "the group is gone afterwards, each time" {
	local run tree
	for run in both memory pids neither; do
		grouped "$run"
		because "the directory is still there: rmdir(2) was not called, or said EBUSY, which it does while a process is in the group, be it a dying one: try again until it works" "rmdir(2), the kernel's admin-guide/cgroup-v2.rst"
		for tree in memory pids; do
			get "act.${tree}_group" && [ "$VALUE" = ENOENT ] ||
				complain "act.${tree}_group" "ENOENT: no such directory" "the directory of $NAME$run"
		done
	done
}
