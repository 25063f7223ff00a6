# 09_seccomp: only some system calls
load ../helper

# --keep all below: where a capability is missing, EPERM would prove nothing.
setup_file() {
	tiocsti=0x5412 namespaces="newns 0x20000 newuts 0x4000000 newipc 0x8000000
		newuser 0x10000000 newpid 0x20000000 newnet 0x40000000
		newcgroup 0x2000000"
	local orders=() name bits
	for name in mount umount2 pivot_root open_tree fsopen setns bpf keyctl \
		add_key perf_event_open userfaultfd io_uring_setup reboot \
		open_by_handle_at clock_settime clock_adjtime clone3; do
		orders+=(-o "box $name syscall $name")
	done
	observe main "${orders[@]}" -o "host i386 syscall i386" \
		-o "box i386_inside syscall i386" -o "box x32 syscall x32" \
		-o "box unfilter syscall unfilter" \
		-o "box strict syscall prctl 22 0" \
		-o "box new_privs syscall prctl 38 0" \
		-o "box trace_init syscall ptrace 0x4206 1" \
		-o "box init_memory open /proc/1/mem rw" \
		-o "box own_memory open /proc/self/mem rw" \
		-o "host personality syscall personality" \
		-o "box personality_inside syscall personality" -- --keep all

	# shellcheck disable=SC2086
	set -- $namespaces
	orders=()
	while [ $# -gt 0 ]; do
		name=$1 bits=$(($2))
		shift 2
		orders+=(-o "box clone_$name syscall clone $((bits | 17))"
			-o "box unshare_$name syscall unshare $bits")
	done
	observe flags "${orders[@]}" -o "box unshare_time syscall unshare 0x80" \
		-o "box fork syscall clone 17" \
		-o "box clone_files syscall clone $((0x400 | 17))" \
		-o "box unshare_files syscall unshare 0x400" \
		-o "box unshare_nothing syscall unshare 0" \
		-o "box type syscall ioctl 0 $tiocsti" \
		-o "box type_high syscall ioctl 0 $((1 << 32 | tiocsti))" \
		-o "box paste syscall ioctl 0 0x541c" \
		-o "box tcgets syscall ioctl 0 0x5401" -- --keep all

	observe ordinary \
		-o "box uname uname" -o "box pids pids" -o "box ids ids" \
		-o "box stat stat /" -o "box list list /proc/self/task" \
		-o "box read read /etc/hosts" -o "box create open /tmp/f creat" \
		-o "box write write /tmp/f text" -o "box back read /tmp/f" \
		-o "box mkdir mkdir /tmp/d" -o "box chown chown /tmp/f 0" \
		-o "box chroot chroot /" -o "box fork fork 5" \
		-o "box orphan orphan 5" -o "box daemon daemon" \
		-o "box catch catch 10" -o "box kill kill 2 10" \
		-o "box caught caught 10" -o "box alloc alloc 1048576" \
		-o "box spin spin 5" -o "box listen listen 8080" \
		-o "box connect connect 127.0.0.1 8080" \
		-o "box links links" -o "box getpid syscall getpid" \
		-o "box chdir syscall chdir" -o "box sync syscall sync" --
	observe programs \
		-o "box ls run ls -l /" -o "box cat run cat /proc/self/status" \
		-o "box echo run echo hello" -o "box id run id" \
		-o "box ps run ps" -o "box sh run sh -c true" \
		-o "box hostname run hostname" -o "box env run env" \
		-o "box touch run touch /tmp/t" -o "box rm run rm /tmp/t" \
		-o "box mkdir run mkdir /tmp/x" -o "box rmdir run rmdir /tmp/x" \
		-o "box dd run dd if=/dev/zero of=/tmp/z bs=1024 count=64" \
		-o "box head run head -c 5 /tmp/z" -o "box stat run stat /tmp/z" \
		-o "box readlink run readlink /proc/self/exe" \
		-o "box chown run chown 0 /tmp/z" -o "box sleep run sleep 0" \
		-o "box system system true" --

	observe lists -o "box getpid syscall getpid" \
		-o "box getppid syscall getppid" -o "box sync syscall sync" \
		-o "box chdir syscall chdir" -o "box getuid syscall getuid" \
		-o "box mount syscall mount" -o "box clone3 syscall clone3" \
		-o "box keyctl syscall keyctl" -- --deny getpid,getppid \
		--deny sync --kill getuid,chdir --kill mount --deny chdir,clone3
	observe inherited -- -- sh -c 'sh -c "cat /proc/self/status"'
	observe killed -- --kill getuid -- id
	observe killed_exec -- --kill execve
	observe no_exec -- --deny execve
	observe no_close_range -- --deny close_range
	observe no_prctl -- --deny prctl
	observe no_read -- --deny read --pause -- true
	observe killed_read -- --kill read --pause -- true
	observe init -o "box catch catch 15" -o "program term 15" \
		-o "box caught caught 15" -o "box end exit 7" -- \
		--deny wait4,waitid,rt_sigtimedwait,kill,tgkill
	observe init_killed -o "box end exit 7" -- \
		--kill wait4,waitid,rt_sigtimedwait,kill,tgkill
	observe unknown -- --deny no_such_call
	observe unknown_kill -- --kill read,no_such_call
	observe upper -- --deny SYS_read
	observe empty -- --deny ''
	observe trailing -- --kill sync,
	observe no_value -- --deny
}

@test "a filter is loaded: Seccomp is 2, and there is one more than outside" {
	is box.Seccomp 2
	isnt host.Seccomp_filters "$(fact box.Seccomp_filters)"
	is box.Seccomp_filters $(($(fact host.Seccomp_filters) + 1))
}

@test "no_new_privs is set" {
	is box.NoNewPrivs 1
}

@test "calls of the table are EPERM, even with every capability" {
	for name in mount umount2 pivot_root open_tree fsopen setns bpf keyctl \
		add_key perf_event_open userfaultfd io_uring_setup reboot \
		open_by_handle_at clock_settime; do
		refused "$name" EPERM
	done
}

@test "a deed's other name is EPERM, too" {
	refused clock_adjtime EPERM
}

@test "clone3 is ENOSYS: its flags are behind a pointer" {
	refused clone3 ENOSYS
}

@test "clone with the flag of a namespace is EPERM" {
	use flags
	for name in newns newuts newipc newuser newpid newnet newcgroup; do
		refused "clone_$name" EPERM
	done
}

@test "unshare with the flag of a namespace is EPERM" {
	use flags
	for name in newns newuts newipc newuser newpid newnet newcgroup time; do
		refused "unshare_$name" EPERM
	done
}

@test "clone and unshare for other purposes work" {
	use flags
	allowed fork
	allowed clone_files
	allowed unshare_files
	allowed unshare_nothing
}

@test "typing on the terminal is EPERM, whatever the request's upper half" {
	use flags
	refused type EPERM
	refused type_high EPERM
	refused paste EPERM
}

@test "other requests of ioctl get through" {
	use flags
	refused tcgets ENOTTY
}

@test "a call of the 32-bit machine kills" {
	[ "$(fact act.i386)" = ok ] || skip "this machine takes no 32-bit calls"
	is act.i386_inside 'killed 31'
}

@test "a call of the x32 machine is ENOSYS" {
	refused x32 ENOSYS
}

@test "the filter cannot be removed, nor another one overrule it" {
	refused unfilter EPERM
	refused strict EINVAL
	refused new_privs EINVAL
}

@test "what is not forbidden is allowed" {
	is act.personality_inside "$(fact act.personality)"
}

@test "PID 1, which has no filter, cannot be made to act for others" {
	refused trace_init EPERM
	refused init_memory EACCES
	allowed own_memory
}

@test "ordinary calls work" {
	use ordinary
	for name in create write mkdir chown chroot orphan daemon catch kill \
		alloc listen connect getpid sync; do
		allowed "$name"
	done
	is act.uname box
	is act.ids '0 0 0 0'
	is act.pids '2 1'
	is act.back text
	is act.fork '5 ok'
	is act.caught 1
	is act.links lo
	is act.chdir EFAULT
}

@test "ordinary programs work" {
	use programs
	for name in ls cat echo id ps sh hostname env touch rm mkdir rmdir dd \
		head stat readlink chown sleep system; do
		is "act.$name" 0
	done
	is exit.status 0
}

@test "the filter stays over fork and exec" {
	use inherited
	is exit.status 0
	matches stdout '.*\\x0aSeccomp:\\x092\\x0a.*'
}

@test "--deny: EPERM for each of the list, and of every list" {
	use lists
	refused getpid EPERM
	refused getppid EPERM
	refused sync EPERM
}

@test "--kill: SIGSYS for each of the list, and of every list" {
	use lists
	is act.getuid 'killed 31'
	is act.mount 'killed 31'
}

@test "--kill goes before --deny, and both before the table" {
	use lists
	is act.chdir 'killed 31'
	is act.mount 'killed 31'
	refused clone3 EPERM
}

@test "the table stays in force beside the lists" {
	use lists
	refused keyctl EPERM
}

@test "a command that was killed by the filter ends with 128 + 31" {
	use killed
	is exit.status 159
	is stdout ''
}

@test "--deny execve: 126 and one line" {
	use no_exec
	fails 126 "$STEP: cannot execute [^ ]*witness: EPERM"
	is witness 0
}

@test "--kill execve: 159" {
	use killed_exec
	is exit.status 159
	is witness 0
}

@test "--deny of a call that we need before exec: 125, its name and EPERM" {
	use no_close_range
	fails 125 "$STEP: close_range.*: EPERM .*"
	is witness 0
}

@test "--deny prctl comes after our own prctl" {
	use no_prctl
	is witness 1
	is box.Seccomp 2
	is exit.status 0
}

@test "--pause comes before the filter: what it takes may be denied" {
	for name in no_read killed_read; do
		use "$name"
		is timeout 0
		is exit.status 0
		left_nothing
	done
}

@test "PID 1 still waits and forwards when its calls are denied to COMMAND" {
	use init
	is act.caught 1
	is timeout 0
	is exit.status 7
	left_nothing
}

@test "PID 1 is not killed for its calls" {
	use init_killed
	is timeout 0
	is exit.status 7
	left_nothing
}

@test "an unknown name is refused: 125 and one line that names it" {
	use unknown
	fails 125 "$STEP: --deny no_such_call: \"no_such_call\" .*"
	is witness 0
	use unknown_kill
	fails 125 "$STEP: --kill read,no_such_call: \"no_such_call\" .*"
	use upper
	fails 125 "$STEP: --deny SYS_read: \"SYS_read\" .*"
}

@test "an empty name is refused" {
	use empty
	fails 125 "$STEP: --deny : \"\" .*"
	use trailing
	fails 125 "$STEP: --kill sync,: \"\" .*"
	is witness 0
}

@test "an option without a value is refused" {
	use no_value
	fails 125 "$STEP: .*"
	is witness 0
}

@test "a thousand names are no problem: each call has one rung" {
	local lists=()
	for _ in {1..25}; do
		lists+=(--deny "$(printf 'getppid,%.0s' {1..39})sync")
	done
	observe large -o "box getppid syscall getppid" -o "box sync syscall sync" \
		-o "box getuid syscall getuid" -- "${lists[@]}"
	use large
	refused getppid EPERM
	refused sync EPERM
	allowed getuid
}

@test "the filter is shorter than the kernel's 4096 instructions" {
	local n
	n=$(asked instructions "$BUILD/observe" --run -- \
		"$BUILD/$STEP" --explain -- true |
		sed -n 's/.*_MODE_FILTER, \([0-9]*\) instructions = 0/\1/p')
	echo "instructions: $n"
	[ "$n" -gt 50 ]
	[ "$n" -le 4096 ]
}

# bats test_tags=own
@test "without this step the same calls are answered by the kernel itself" {
	STEP=08_cgroup observe before -o "box clone3 syscall clone3" \
		-o "box clone_user syscall clone_user" \
		-o "box unshare_user syscall unshare_user" \
		-o "box type syscall ioctl 0 0x5412" \
		-o "box fsopen syscall fsopen" \
		-o "box pivot_root syscall pivot_root" -- --keep all
	use before
	allowed clone3
	allowed clone_user
	allowed unshare_user
	refused type ENOTTY
	refused fsopen EFAULT
	refused pivot_root EFAULT
	same Seccomp
}

# bats test_tags=own
@test "before this step there is no --deny and no --kill" {
	STEP=08_cgroup observe deny_before -- --deny sync
	use deny_before
	fails 125 '08_cgroup: --deny: no such option.*'
	STEP=08_cgroup observe kill_before -- --kill sync
	use kill_before
	fails 125 '08_cgroup: --kill: no such option.*'
}

# bats test_tags=own
@test "IPC, cgroup and time namespaces are still the host's" {
	same ns.ipc
	same ns.cgroup
	same ns.time
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}

@test "nothing is left when a filter is refused or kills" {
	use unknown
	left_nothing
	use killed
	left_nothing
}
