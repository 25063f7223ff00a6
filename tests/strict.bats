# observe --strict: what a hostile program can do, and what it cannot
load helper

# strict NAME [OBSERVE-OPTION...] -- PROGRAM [ARG...]
strict() {
	started_by "$1" --strict "${@:2}"
}

# hostile DEED [OBSERVE-OPTION...]: what tests/strict/hostile.c has of that
# name; once.  From here on, this test judges that.
hostile() {
	[ -f "$BATS_FILE_TMPDIR/$1" ] ||
		strict "$1" "${@:2}" -- "$BATS_FILE_TMPDIR/program" "$1"
	use "$1"
}

setup_file() {
	"${CC:-cc}" -O1 -static -o "$BATS_FILE_TMPDIR/program" \
		"$ROOT/tests/strict/hostile.c"
	export SECRET=nobody-may-know-this
	strict main -o "box root list /" -o "box dev list /dev" \
		-o "box init1 stat /proc/1/root/." -o "box env1 read /proc/1/environ" \
		-o "box words1 read /proc/1/cmdline" \
		-o "box words2 read /proc/2/cmdline" -o "box fd1 list /proc/1/fd" \
		-o "box passwd open /etc/shadow r" -o "box self open $ROOT/README.md r" \
		-o "box name uname" -o "box up address lo" \
		-o "box rootfs chown /submission/rootfs/bin/witness 0" \
		-o "box tools list /bin" \
		-o "box program chown /submission/witness 0" \
		-o "box core read /proc/sys/kernel/core_pattern" \
		-o "box setcore write /proc/sys/kernel/core_pattern {act.core}" \
		-o "box called read /proc/self/cmdline" \
		-o "box bounds read /proc/self/limits" -- "$BUILD/witness"
	strict calls \
		-o "box bpf syscall bpf" -o "box perf syscall perf_event_open" \
		-o "box uring syscall io_uring_setup" \
		-o "box fault syscall userfaultfd" -o "box keyctl syscall keyctl" \
		-o "box add_key syscall add_key" -o "box ptrace syscall ptrace" \
		-o "box kexec syscall kexec_load" -o "box module syscall init_module" \
		-o "box swapon syscall swapon" -o "box clock syscall clock_settime" \
		-o "box handle syscall open_by_handle_at" \
		-o "box reboot syscall reboot" -o "box sync syscall sync" -o "box i386 syscall i386" \
		-o "box x32 syscall x32" -o "box sti syscall ioctl 0 0x5412" \
		-o "box linux syscall ioctl 0 0x541c" -o "box lend syscall prctl 35" \
		-o "box getpid syscall getpid" -o "box unshare syscall unshare_user" \
		-o "box clone3 syscall clone3" -o "box mount syscall mount" \
		-- "$BUILD/witness"
	"$BUILD/observe" --defences >"$BATS_FILE_TMPDIR/defences"
}

# Needs a defence that this machine may not have.
needs() {
	grep -q "^$1	active" "$BATS_FILE_TMPDIR/defences" ||
		skip "$(sed -n "s/^\($1\)	\([a-z]*\)	/\1 \2: /p" "$BATS_FILE_TMPDIR/defences")"
}

# said NUMBER-PATTERN WHAT: the deed's own words: how far it came
said() {
	matches stdout "$1 $2 .*"
}

@test "the program finds nothing but what is named" {
	is act.root "bin dev etc home mnt opt proc root run srv submission sys tmp var witness"
	is act.tools "bystander witness" # no shell, no busybox
	is act.dev "fd full null ptmx pts random shm stderr stdin stdout tty urandom zero"
	is act.passwd ENOENT
	is act.self ENOENT
}

@test "the root directory is made from scratch, and read-only" {
	is box.mount./.type tmpfs
	matches box.mount./.flags "ro,nosuid,nodev.*"
	is act.rootfs EROFS
	is act.program EROFS
	matches box.mount./witness.flags "ro(,.*)?"
	matches box.mount./tmp.flags "rw,.*"
	is box.mounts "/ /dev /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/pts /dev/shm /tmp /proc /witness /proc"
}

@test "the program is called /submission/NAME" {
	is act.called /submission/witness
}

@test "a program that is no regular file is refused in one line" {
	ln -s "$BUILD/witness" "$BATS_TEST_TMPDIR/link"
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	for name in link fifo none .; do
		run "$BUILD/observe" --strict -- "$BATS_TEST_TMPDIR/$name"
		[ "$status" = 125 ]
		[ "${#lines[@]}" = 1 ]
	done
}

@test "--with hands in one more file" {
	echo "a word" >"$BATS_TEST_TMPDIR/extra"
	strict with --with "$BATS_TEST_TMPDIR/extra" \
		-o "box extra read /submission/extra" -- "$BUILD/witness"
	use with
	is act.extra 'a word\x0a'
}

@test "as root, the program's ids outside are nobody's" {
	[ "$UID" = 0 ] || skip "we have one id only"
	use main
	matches box.Uid "[1-9][0-9]{9} .*"
	matches box.uid_map "0 [1-9][0-9]{9} [0-9]+"
}

@test "the program is root inside, in a user namespace of its own" {
	use main
	matches box.uid_map "0 .*"
	is box.CapEff 000001ffffffffff || is box.CapEff "$(fact host.CapEff)"
	isnt box.ns.user "$(stat -Lc %i /proc/self/ns/user)"
	for kind in user mnt pid uts net ipc; do
		same "ns.$kind"
	done
	is act.name host
	is act.up "127.0.0.1 up"
	is box.links lo
}

@test "nobody inside looks into init or the agent" {
	is act.init1 EACCES
	is act.env1 EACCES
	is act.fd1 EACCES
}

@test "the words and the environment of observe are hidden" {
	is act.words1 ''
	is act.words2 ''
	isnt act.env1 "$SECRET"
	is box.env "$(fact box.env | sed 's/SECRET//')"
	matches box.env "PATH HOME"
}

@test "no descriptor is left open" {
	is box.fd "0 1 2"
}

@test "sysctls of the host cannot be set" {
	matches act.setcore "EACCES|EPERM|EROFS"
}

@test "calls with a history of holes do not exist" {
	use calls
	for call in bpf perf uring fault keyctl add_key kexec module swapon \
		clock handle reboot sync sti linux; do
		is "act.$call" ENOSYS
	done
}

@test "calls of another architecture do not exist" {
	use calls
	matches act.i386 "ENOSYS|EOPNOTSUPP"
	is act.x32 ENOSYS
}

@test "calls that an exercise needs are there" {
	use calls
	is act.getpid ok
	is act.unshare ok
	is act.clone3 ok
	is act.mount EFAULT
}

@test "nobody traces, and nobody writes to the witness's memory" {
	use calls
	is act.ptrace ENOSYS
	hostile rewrite -o "box busy spin 500"
	is stdout '-1 pwrite ENOSYS\x0a-1 lseek ENOSYS\x0a-1 steps ENOSYS\x0a'
}

@test "a copy of the witness that could be changed is none" {
	hostile copy --timeout 1
	is witness 0
}

@test "nobody has /proc/PID/exe say what it does not run" {
	use calls
	is act.lend ENOSYS # PR_SET_MM
}

@test "a socket that was made for the witness is not taken for its own" {
	hostile forge --timeout 1 -o "box name uname"
	is witness 0
}

@test "what is read-only or small cannot be made otherwise" {
	hostile undo
	is stdout '-1 root EPERM\x0a-1 witness EPERM\x0a-1 size EPERM\x0a-1 umount EINVAL\x0a'
}

@test "a fork bomb stops at the limit of tasks" {
	hostile forks
	said "[123][0-9][0-9]" forks
	is timeout 0
}

@test "which is told" {
	needs tasks
	hostile forks
	is limit.tasks 1
}

@test "memory has a limit, which is told" {
	hostile memory
	if grep -q "^memory	active" "$BATS_FILE_TMPDIR/defences"; then
		is exit.status 137
		is limit.memory 1
	else
		said "[0-9][0-9][0-9]" MiB
	fi
}

@test "a file system in memory is memory, too" {
	needs memory
	hostile ramfs
	is limit.memory 1
	is stdout ''
}

@test "the scratch directories have a size" {
	hostile tmp
	said "[3-6][0-9]" MiB
	hostile shm
	said "1[0-6]" MiB
	hostile inodes
	said "8[01][0-9][0-9]" directories
}

@test "a file has a size, which is told" {
	hostile file
	is exit.status 153
	is limit.file 1
}

@test "a flood of output ends the program, and is told" {
	hostile flood
	is limit.output 1
	is timeout 0
	matches stdout 'PASS ok 1 .*'
}

@test "open descriptors have a limit" {
	hostile descriptors
	said "2[0-9][0-9]" descriptors
}

@test "descriptors that are on their way stop no compiler beside it" {
	local i failed=0
	"$BUILD/observe" --strict --timeout 5 -- "$BATS_FILE_TMPDIR/program" flight \
		>"$BATS_FILE_TMPDIR/flight" &
	observer=$!
	for ((i = 0; i < 12; i++)); do
		"$BUILD/confine" -- true || failed=$((failed + 1))
		read -r -t 0.2 <> <(:) || true
	done
	wait "$observer"
	use flight
	said "[1-9]00" "on their way"
	[ "$failed" = 0 ]
}

@test "namespaces have a limit" {
	needs "namespace limits"
	hostile namespaces
	said "[12345]?[0-9]" "network namespaces"
}

@test "processor time and time have a limit, which is told" {
	hostile spin --timeout 2
	is limit.cpu 0 # the clock is first, always: a verdict's words hang on it
	is limit.time 1
	hostile sleep --timeout 1
	is limit.time 1
	is timeout 1
	use main # which may run for ten seconds
	matches act.bounds ".*Max cpu time +30 +31 .*"
}

@test "a stopped program does not stop observe" {
	hostile stop --timeout 1
	is limit.time 1
}

@test "what a program leaves behind is told and ended" {
	hostile leave
	is exit.status 0
	is left.processes 1
}

@test "killing all does not reach init" {
	hostile kill
	is exit.status 0
}

@test "a hit limit leaves the other limits' facts at 0" {
	use main
	for limit in time output memory tasks cpu file; do
		is "limit.$limit" 0
	done
	is exit.status 0
	left_nothing
}

# What observe makes is below our own group in each tree.
no_groups_left() {
	local path left=
	while IFS=: read -r _ _ path; do
		[ "$path" != / ] || continue
		left+=$(find /sys/fs/cgroup/*"$path" -name 'boxwright-*' 2>/dev/null)
	done </proc/self/cgroup
	echo "$left"
	[ "$left" = "" ]
}

@test "--cgroup lets the program make cgroups, and removes what it leaves" {
	needs memory
	strict cgroup --cgroup -o "box mkdir mkdir /sys/fs/cgroup/memory/a" \
		-o "box deep mkdir /sys/fs/cgroup/memory/a/b" \
		-o "box mkdir2 mkdir /sys/fs/cgroup/a" \
		-o "box own list /sys/fs/cgroup" -- "$BUILD/witness"
	use cgroup
	[ "$(fact act.deep)" = ok ] || is act.mkdir2 ok
	no_groups_left
}

@test "the program does not see limits that its own user could lift" {
	needs memory
	[ "$UID" != 0 ] || skip "root's limits are root's"
	use main
	matches box.cgroup.memory.dir ".*/boxwright-[^/]*/box" ||
		matches box.cgroup.v2.dir ".*/boxwright-[^/]*/box"
}

# The processes below PID, and itself.
tree() {
	local child children=()
	echo "$1"
	read -ra children 2>/dev/null <"/proc/$1/task/$1/children" || true
	for child in "${children[@]}"; do
		tree "$child"
	done
}

@test "killed, observe takes all with it; its cgroup goes with the next" {
	"$BUILD/observe" --strict --timeout 60 -- \
		"$BATS_FILE_TMPDIR/program" sleep >/dev/null &
	observer=$!
	for ((i = 0; i < 500; i++)); do
		all=$(tree "$observer")
		[ "$(wc -w <<<"$all")" -lt 5 ] || break
		read -r -t 0.01 <> <(:) || true
	done
	[ "$(wc -w <<<"$all")" -ge 5 ]
	kill -KILL "$observer"
	for ((i = 0; i < 500; i++)); do
		left=
		for pid in $all; do
			[ ! -d "/proc/$pid" ] ||
				grep -q '^State:	Z' "/proc/$pid/status" || left+=" $pid"
		done
		[ "$left" ] || break
		read -r -t 0.01 <> <(:) || true
	done
	[ "$left" = "" ]
	strict after -- "$BUILD/witness"
	no_groups_left
}

@test "every defence has one line: what, how, why" {
	run cat "$BATS_FILE_TMPDIR/defences"
	[ "${#lines[@]}" -ge 10 ]
	for line in "${lines[@]}"; do
		echo "defence: $line"
		[[ $line =~ ^[a-z\ ]+$'\t'(active|degraded|missing)$'\t'.+$ ]]
	done
}

@test "every fact limit.* is in the list, and the other way round" {
	diff <(sed -n '/^## Strict/,/^## Keys/s/^| `\(limit\.[a-z]*\)`.*/\1/p' "$ROOT/docs/facts.md" | sort) \
		<(sed -n 's/^\(limit\.[a-z]*\)=.*/\1/p' "$BATS_FILE_TMPDIR/main" | sort)
}
