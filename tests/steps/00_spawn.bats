# 00_spawn: start a command, wait for it, pass on its exit status
load ../helper

setup_file() {
	observe main --
	observe exits_7 -o "box x exit 7" --
	observe exits_255 -o "box x exit 255" --
	observe by_15 -o "box x exit by 15" --
	observe by_9 -o "box x exit by 9" --
	observe not_found -- -- nosuch
	observe empty_name -- -- ''
	observe below_a_file -- -- /etc/passwd/nosuch
	observe not_executable -- -- /etc/passwd
	observe directory -- -- /etc
	observe arguments -- -- sh -c 'exit $#' sh -x --help --
	observe bad_option -- --nosuch
	observe bad_letter -- -z
	observe help -- --help
	observe explain -- --explain
	observe pause -- --pause
	started_by shell -- "$BUILD/$STEP" -x

	VIA='exec 7</dev/null 9</' observe descriptors --
	VIA='exec <&-' observe no_stdin --
	VIA='exec <&- >&- 2>&-' observe no_standard --
	VIA='export SECRET=1 PATH=/nowhere HOME=/root TERM=vt100' \
		observe environment --
	VIA="trap '' CHLD HUP INT USR1" observe ignored -o "box x exit 7" --

	observe killed -o "program k 9" -o "box gone caught 15" --
	observe term_caught -o "box c catch 15" -o "program k 15" \
		-o "box n caught 15" --
	observe usr1_caught -o "box c catch 10" -o "program k 10" \
		-o "box n caught 10" --
	observe term -o "program k 15" -o "box gone caught 15" --
}

@test "the command runs, and its success is ours" {
	is witness 1
	is exit.status 0
	is stderr ''
}

@test "the command's exit status is ours" {
	use exits_7
	is exit.status 7
	use exits_255
	is exit.status 255
}

@test "a command that SIGTERM ended gives 128 + 15" {
	use by_15
	is exit.status 143
}

@test "a command that SIGKILL ended gives 128 + 9" {
	use by_9
	is exit.status 137
}

@test "a command that is not there: 127 and one line" {
	use not_found
	fails 127 "$STEP: cannot execute nosuch: ENOENT"
	use below_a_file
	fails 127 "$STEP: cannot execute /etc/passwd/nosuch: ENOTDIR"
}

@test "a command without a name is not there, either" {
	use empty_name
	fails 127 "$STEP: cannot execute : ENOENT"
}

@test "a file without permission to execute it: 126 and one line" {
	use not_executable
	fails 126 "$STEP: cannot execute /etc/passwd: EACCES"
}

@test "a directory as the command: 126 and one line" {
	use directory
	fails 126 "$STEP: cannot execute /etc: EACCES"
}

# bats test_tags=own
@test "a file that the kernel does not know: 126, and no shell runs it" {
	VIA='echo "exit 3" >/tmp/strange; chmod +x /tmp/strange' \
		observe strange -- -- /tmp/strange
	use strange
	fails 126 "$STEP: cannot execute /tmp/strange: ENOEXEC"
}

@test "what follows COMMAND is COMMAND's, and no option of ours" {
	use arguments
	is exit.status 3
}

@test "an option that is not there: 125 and one line" {
	use bad_option
	fails 125 "$STEP: --nosuch: no such option.*"
	is witness 0
	use bad_letter
	fails 125 "$STEP: -z: no such option.*"
	is witness 0
}

@test "--help prints the usage on stdout, ends with 0, and runs nothing" {
	use help
	is exit.status 0
	matches stdout "usage: $STEP .*"
	is stderr ''
	is witness 0
}

@test "--explain narrates the calls of both sides; the command still runs" {
	use explain
	is witness 1
	matches stderr '.*host: clone3.*'
	matches stderr '.*box: prctl PR_SET_PDEATHSIG = 0.*'
}

@test "--pause tells the box's number, and goes on at the end of input" {
	use pause
	is witness 1
	matches stderr 'The box is PID [0-9]+\..*'
	is exit.status 0
}

# bats test_tags=own
@test "without COMMAND it is a shell" {
	use shell
	is exit.status 0
	matches stderr '.*box: execve /bin/sh = 0.*'
}

@test "the command has no descriptor above 2" {
	is box.fd '0 1 2'
}

@test "descriptors that we inherit do not reach the command" {
	use descriptors
	is box.fd '0 1 2'
}

@test "closed standard descriptors are no place for ours" {
	use no_stdin
	is witness 1
	is box.fd '0 1 2'
	is exit.status 0
	use no_standard
	is witness 1
	is box.fd '0 1 2'
	is exit.status 0
}

@test "the command's environment is PATH, HOME and TERM, and nothing of ours" {
	use environment
	is box.env 'PATH HOME TERM'
	is box.env.PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
	is box.env.HOME /
	is box.env.TERM vt100
}

@test "no signal is ignored or blocked in the command" {
	is box.SigIgn 0000000000000000
	is box.SigBlk 0000000000000000
	is box.SigCgt 0000000000000000
}

@test "signals that we inherit ignored are not ignored in the command" {
	use ignored
	is box.SigIgn 0000000000000000
}

@test "an ignored SIGCHLD does not lose the exit status" {
	use ignored
	is exit.status 7
	is stderr ''
}

@test "without a terminal the command leads a session of its own" {
	is box.NSsid "$(fact box.NSpid)"
	isnt box.NSsid "$(fact host.NSsid)"
}

@test "SIGTERM and SIGUSR1 are handed on to the command, once" {
	use term_caught
	is act.k ok
	is act.n 1
	is exit.status 0
	use usr1_caught
	is act.n 1
}

@test "a command that SIGTERM reaches ends, and so do we" {
	use term
	is act.gone gone
	is exit.status 143
	left_nothing
}

@test "killed by SIGKILL, we take the command along" {
	use killed
	is act.k ok
	is act.gone gone
	is exit.status 137
	left_nothing
}

@test "Ctrl-C reaches a command whose input is no terminal" {
	started_by typed -- "$BUILD/pty" state:sleep=S 'say:^C' gone:sleep \
		end:130 -- sh -c ": | '$BUILD/$STEP' -- sleep 60"
	use typed
	is exit.status 0
	left_nothing
}

# bats test_tags=own
@test "all eight namespaces are the host's" {
	for kind in cgroup ipc mnt net pid time user uts; do
		same "ns.$kind"
	done
}

# bats test_tags=own
@test "root directory, ids and capabilities are the host's" {
	same root
	same Uid
	same Gid
	same CapEff
	same CapBnd
}

# bats test_tags=own
@test "a daemon outlives the box: there is no wall yet" {
	observe daemon -g 200 -o "box d daemon" --
	use daemon
	allowed d
	is exit.status 0
	is left.processes 1
}

@test "nothing is left when the command has ended" {
	left_nothing
}

@test "nothing is left when there was no command" {
	use not_found
	left_nothing
}
