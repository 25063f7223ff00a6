# 08_cgroup: limits on memory, processes and processor time
load ../helper

# The tree that has CONTROLLER: its name on version 1, v2 otherwise.
tree() {
	if [[ $CGROUPS =~ (^|$'\n')[0-9]+:([^:]*,)?"$1"[,:] ]]; then
		echo "$1"
	else
		echo v2
	fi
}

# file KEY CONTROLLER V1 V2: the order that reads a file of the box's group
file() {
	local name=$3
	[ "$(tree "$2")" != v2 ] || name=$4
	echo "outside $1 read {box.cgroup.$(tree "$2").dir}/$name"
}

# fake NAME CGROUP MOUNTINFO SETUP OPTION...: runs the step where
# /proc/self/cgroup and mountinfo have these lines, and $cg is a directory
# with what SETUP makes.  No limit can be set there: the error says where it
# was tried.
fake() {
	# shellcheck disable=SC2016 # for the inner shell
	started_by "$1" -- bash -c '
		for cg in /tmp/cg /mnt/cg /media/cg; do
			mkdir -p "$cg/a/b" 2>/dev/null && break
		done
		cgroup=$1 mountinfo=${2//CG/$cg} setup=$3
		shift 3
		eval "$setup"
		printf "$cgroup" >"$cg/one"
		printf "$mountinfo" >"$cg/two"
		mount --bind "$cg/one" "/proc/$$/cgroup"
		mount --bind "$cg/two" "/proc/$$/mountinfo"
		exec "$@" -- true' bash "$2" "$3" "$4" "$BUILD/$STEP" "${@:5}"
}

fakes() {
	local v2='31 23 0:28 / CG rw - cgroup2 none rw\n'
	local given='echo memory pids cpu >$cg/cgroup.controllers
		     echo memory >$cg/a/cgroup.subtree_control'
	local busy='echo domain >$cg/a/b/cgroup.type
		    echo 1 >$cg/a/b/cgroup.procs'
	fake unmounted '1:name=systemd:/\n' '' : --memory 64M
	fake unlisted '0::/a\n' "$v2" 'echo io >$cg/cgroup.controllers' --memory 64M
	fake climbs '0::/a/b\n' "$v2" "$given; $busy" --memory 64M
	fake busy '0::/a/b\n' "${v2/ \/ / /a }" \
		"echo memory >\$cg/cgroup.controllers; mkdir \$cg/b
		 echo domain | tee \$cg/cgroup.type >\$cg/b/cgroup.type
		 echo 1 | tee \$cg/cgroup.procs >\$cg/b/cgroup.procs" --memory 64M
	fake hybrid '4:memory:/a\n3:cpuset:/\n0::/a/b\n' \
		"30 23 0:27 / CG/none rw - cgroup none rw,cpuset\n$v2
		 32 23 0:28 / CG rw - cgroup none rw,memory\n" "$given" --memory 64M
	fake shared '5:cpuset:/a/b\n3:cpuacct,cpu:/a\n' \
		'30 23 0:27 / CG/none rw - cgroup none rw,cpuset
31 23 0:28 / CG rw - cgroup none rw,cpuacct,cpu\n' : --cpu 20
	fake container '4:memory:/docker/x/a\n' \
		'31 23 0:28 /docker/x CG ro - cgroup none rw,memory\n' : --memory 64M
	fake elsewhere '4:memory:/docker/xy\n' \
		'31 23 0:28 /docker/x CG ro - cgroup none rw,memory\n' : --memory 64M
}

limits() {
	observe all -o "$(file memory_max memory memory.limit_in_bytes memory.max)" \
		-o "$(file pids_max pids pids.max pids.max)" \
		-o "$(file cpu_max cpu cpu.cfs_quota_us cpu.max)" \
		-- --memory 64M --pids 20 --cpu 20
	observe memory -o "box little alloc 8000000" -o "box much alloc 100000000" \
		-o "$(file memory_events memory memory.oom_control memory.events)" \
		-- --memory 32M
	observe pids -o "box fork fork 30" -o "$(file pids_events pids pids.events pids.events)" \
		-- --pids 20
	observe cpu -o "box spin spin 1000" -o "$(file cpu_stat cpu cpu.stat cpu.stat)" \
		-- --cpu 20
	observe killed -- --memory 32M -- dd if=/dev/zero of=/tmp/x bs=1M count=100
	local size
	for size in 20480K 20m 1G; do
		observe "$size" -o "$(file memory_max memory memory.limit_in_bytes memory.max)" \
			-- --memory "$size"
	done
	observe tiny -- --memory 1
	observe one -- --pids 1 -- true
	observe fails_in_box -- --explain --memory 64M --pids 20 --root /nonexistent
	observe fails_on_host -- --explain --memory 64M --pids 20 --map nonsense
}

setup_file() {
	export CAN=0 CGROUPS
	CGROUPS=$(asked cgroups cat /proc/self/cgroup)
	! asked can "$BUILD/08_cgroup" --pids 100 --memory 64M --cpu 50 -- true ||
		CAN=1
	observe main --
	[ "$CAN" = 0 ] || limits
	fakes
	local bad
	for bad in --memory=0 --memory=5X --memory= --memory=1.5G --memory=-1 \
		--memory=M --memory=4294967297G --memory=18446744073709551617 \
		--memory=99999999999999999999999999 --pids=0 --pids=ten \
		--pids=99999999999 --cpu=0 --cpu=50% --cpu=100001; do
		observe "bad$bad" -- "$bad"
	done
}

needs_cgroup() {
	[ "$CAN" = 1 ] || skip "this user may make no cgroup here"
}

# Runs a command as an ordinary user in a cgroup that is this user's.
delegated() {
	local uid
	uid=$(id -u)
	"$ROOT/tests/delegated" "${uid/#0/65534}" "$@"
}

# value KEY: a fact of several lines, as lines
value() {
	printf '%b\n' "$(fact "$1")"
}

# is_gone NAME DIR
is_gone() {
	asked "gone.$1" [ ! -e "$2/." ]
}

# count KEY WORD: the number behind WORD
count() {
	value "$1" | sed -n "s/^$2 //p"
}

@test "the box is in a cgroup of its own in each tree with a limit" {
	needs_cgroup
	use all
	for controller in memory pids cpu; do
		differs "cgroup.$(tree $controller)"
		matches "box.cgroup.$(tree $controller)" '.*/boxwright-[^/]*'
	done
}

@test "without a limit it stays in the host's cgroups" {
	for controller in memory pids cpu; do
		same "cgroup.$(tree $controller)"
	done
}

@test "a tree that no limit needs is left alone" {
	needs_cgroup
	use pids
	[ "$(tree memory)" = v2 ] || same cgroup.memory
	differs "cgroup.$(tree pids)"
}

@test "the limits are those that were asked for" {
	needs_cgroup
	use all
	matches act.memory_max '67108864\\x0a'
	is act.pids_max '20\x0a'
	matches act.cpu_max '20000( 100000)?\\x0a'
}

@test "memory: what is over the limit is killed, what is below is not" {
	needs_cgroup
	use memory
	allowed little
	is act.much 'killed 9'
}

@test "memory: the kernel has recorded the OOM kill" {
	needs_cgroup
	use memory
	[ "$(count act.memory_events oom_kill)" = 1 ] ||
		complain oom_kill 1 "$(fact act.memory_events)"
}

@test "memory: the user is told" {
	needs_cgroup
	use memory
	is stderr "$STEP: the memory limit ended 1 process (OOM kill)\x0a"
}

@test "memory: files on a tmpfs count, and 137 says that it was a SIGKILL" {
	needs_cgroup
	use killed
	local many="1 process"
	# The files stay when dd has gone, and a sanitizer takes more pages.
	[ -z "${SANITIZED:-}" ] || many="(1 process|2 processes)"
	fails 137 "$STEP: the memory limit ended $many .*"
}

@test "memory: K, M and G, large or small" {
	needs_cgroup
	for size in 20480K 20m; do
		use "$size"
		matches act.memory_max '20971520\\x0a'
	done
	use 1G
	matches act.memory_max '1073741824\\x0a'
}

@test "memory: one byte is too little even to start" {
	needs_cgroup
	use tiny
	fails 137 "$STEP: the memory limit ended 1 process .*"
	left_nothing
}

@test "pids: fork is refused at the limit, PID 1 and the command included" {
	needs_cgroup
	use pids
	is act.fork '18 EAGAIN'
}

@test "pids: the kernel has counted the refusal, and the user is told" {
	needs_cgroup
	use pids
	[ "$(count act.pids_events max)" -ge 1 ] ||
		complain pids.events 'max 1' "$(fact act.pids_events)"
	is stderr "$STEP: the limit on processes refused 1 fork\x0a"
}

@test "pids: with one process there is no room for the command" {
	needs_cgroup
	use one
	is exit.status 125
	matches stderr "$STEP: vfork.*: EAGAIN .*too many processes.*"
	left_nothing
}

@test "cpu: a second of spinning gets a fifth of a second, or little more" {
	needs_cgroup
	use cpu
	at_most act.spin 400
	at_least act.spin 50
}

@test "cpu: the kernel has counted the throttling" {
	needs_cgroup
	use cpu
	[ "$(count act.cpu_stat nr_throttled)" -ge 1 ] ||
		complain nr_throttled 1 "$(fact act.cpu_stat)"
}

@test "the cgroups are gone when the box has ended" {
	needs_cgroup
	for run in all memory pids cpu; do
		use $run
		for controller in memory pids cpu; do
			is_gone "$run.$controller" \
				"$(fact "box.cgroup.$(tree $controller).dir")" ||
				same "cgroup.$(tree $controller)"
		done
	done
}

@test "the cgroups are gone when a later call failed" {
	needs_cgroup
	for run in fails_in_box fails_on_host; do
		use $run
		is exit.status 125
		made=$(value stderr | sed -n 's/^host: mkdir cgroup \(.*\) = 0$/\1/p')
		[ -n "$made" ]
		for dir in $made; do
			is_gone "$run.${dir//\//_}" "$dir" ||
				complain "$run" 'no cgroup' "$dir"
		done
	done
}

@test "sizes and numbers that make no sense are refused" {
	for file in "$KEPT"/bad--*; do
		use "${file##*/}"
		fails 125 "$STEP: --(memory|pids|cpu) .*: (want a (whole number|size)|too large).*"
		is witness 0
	done
}

# bats test_tags=own
@test "without this step the box may fork as it likes, and knows no limit" {
	STEP=07_caps observe before -o "box fork fork 30" --
	use before
	is act.fork '30 ok'
	STEP=07_caps observe before_option -- --pids 20
	use before_option
	is exit.status 125
	matches stderr '07_caps: --pids.*: no such option in this step.*'
}

# bats test_tags=own
@test "an ordinary user without a cgroup is told which, and what to do" {
	local as=()
	if [ "$WHO" = root ]; then
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	elif [ "$CAN" = 1 ]; then
		as=(false) # we have one; root's run shows it
	fi
	run asked ungiven "${as[@]}" "$BUILD/$STEP" --pids 20 -- true
	[ "$CAN" = 1 ] && [ "$WHO" != root ] || {
		echo "$output"
		[ "$status" = 125 ]
		[[ $output == "$STEP: "*cgroup*": E"*"; "*systemd-run* ||
			$output == "$STEP: "*cgroup*": EBUSY "* ]]
	}
}

# bats test_tags=own
@test "a user to whom root gave a cgroup can set limits, and leaves none behind" {
	needs_cgroup
	keep delegated delegated "$BUILD/observe" \
		-o "box fork fork 30" -o "box much alloc 100000000" \
		-- "$BUILD/$STEP" --pids 20 --memory 32M --cpu 50 -- witness
	use delegated
	isnt box.Uid '0 0 0 0'
	matches "box.cgroup.$(tree pids)" '.*/delegated-.*/boxwright-[^/]*'
	is act.fork '18 EAGAIN'
	matches act.much 'EAGAIN|killed 9'
	is exit.status 0
}

# bats test_tags=own
@test "fifty boxes at once do not disturb each other, and leave nothing" {
	needs_cgroup
	# shellcheck disable=SC2016 # for the inner shell
	run asked fifty delegated bash -c '
		for ((i = 0; i < 50; i++)); do
			"$0" --pids 10 --memory 20M --cpu 50 -- true || echo "no: $?" &
		done
		wait' "$BUILD/$STEP"
	echo "$output"
	[ "$status" = 0 ]
	[ -z "$output" ]
}

# bats test_tags=own
@test "after a SIGKILL the next run removes the cgroups, and says so" {
	needs_cgroup
	# shellcheck disable=SC2016 # for the inner shell
	keep sigkill delegated bash -c '
		"$0/observe" -o "program k 9" -- "$0/$1" --pids 10 -- witness
		echo next=1
		"$0/$1" --pids 10 -- true 2>&1 | sed "s/^/said=/"' \
		"$BUILD" "$STEP"
	use sigkill
	is exit.status 137
	is left.processes 0
	matches said "$STEP: removed cgroup boxwright-.* of a killed run"
}

# bats test_tags=own
@test "a cgroup that stays is an error of the check above" {
	needs_cgroup
	# shellcheck disable=SC2016 # for the inner shell
	run asked stays delegated bash -c '
		"$0/observe" -o "program k 9" -- "$0/$1" --pids 10 -- witness' \
		"$BUILD" "$STEP"
	[ "$status" = 99 ]
	[[ $output == *"left behind: "*boxwright-* ]]
}

@test "where: nothing mounted is said" {
	use unmounted
	fails 125 "$STEP: no memory cgroups are mounted here"
}

@test "where: a version 2 tree without the controller is said" {
	use unlisted
	fails 125 "$STEP: cgroup v2 at /.*/cg has no memory controller.*"
}

@test "where: version 2, the nearest group above without processes is taken" {
	use climbs
	fails 125 "$STEP: write .* to /.*/cg/a/boxwright-[^/]*/memory.max: ENOENT.*"
}

@test "where: version 2, processes all the way up are EBUSY" {
	use busy
	fails 125 "$STEP: give cgroups in /.*/cg/b: memory: EBUSY.*"
}

@test "where: on a hybrid system version 1 has the controller" {
	use hybrid
	fails 125 "$STEP: write .* to /.*/cg/a/boxwright-[^/]*/memory.limit_in_bytes: ENOENT.*"
}

@test "where: cpu is not cpuset, and may share a tree" {
	use shared
	fails 125 "$STEP: write .* to /.*/cg/a/boxwright-[^/]*/cpu.cfs_quota_us: ENOENT.*"
}

@test "where: in a container, the mount shows a part of the tree" {
	use container
	fails 125 "$STEP: write .* to /.*/cg/a/boxwright-[^/]*/memory.limit_in_bytes: ENOENT.*"
}

@test "where: another container's part is not ours" {
	use elsewhere
	fails 125 "$STEP: the memory cgroups at /.*/cg are not those that we are in"
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}
