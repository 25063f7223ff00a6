# 03_pid: process numbers of the box's own, and a PID 1 that cares
load ../helper

setup_file() {
	observe main -o "box pids pids" -o "box proc list /proc" \
		-o "box ask kill {box.pid} 0" \
		-o "box orphan orphan 100" -o "box zombies zombies" \
		-o "box after list /proc" \
		-o "box sigkill kill 1 9" -o "box sigstop kill 1 19" \
		-o "box alive pids" --
	observe daemon -o "box daemon daemon" --
	observe term -o "box catch catch 15" -o "box catch_usr1 catch 10" \
		-o "box catch_rt catch 40" -o "box catch_chld catch 17" \
		-o "program t 15" \
		-o "box term caught 15" -o "program u 10" \
		-o "box usr1 caught 10" -o "program r 40" \
		-o "box rt caught 40" \
		-o "box catch_usr2 catch 12" \
		-o "box usr2 kill 1 12" -o "box usr2 caught 12" \
		-o "box chld caught 17" --
	observe deadly -o "program kill 15" -o "box after caught 10" --
	observe killed -o "box daemon daemon" -o "program kill 9" \
		-o "box after caught 10" --
	observe by_signal -o "box bye exit by 9" --
	observe by_exit -o "box daemon daemon" -o "box bye exit 7" --
	observe seven -- -- sh -c 'exit 7'
	observe background -- -- sh -c 'sleep 1000 & exit 8'
	observe noexec -- -- /etc/passwd
	observe notfound -- -- /nowhere
	VIA='exec env -i SECRET=hunter2 "$@" 9</' observe leak \
		-o "box environ read /proc/1/environ" \
		-o "box fd list /proc/1/fd" -o "box out list /proc/1/fd/9" --
}

# The numbers in a list of what is in /proc.
numbers() {
	fact "$1" | tr ' ' '\n' | grep -E '^[0-9]+$' | paste -sd' '
}

@test "the box has a PID namespace of its own" {
	differs ns.pid
}

@test "COMMAND is process 2, and its parent is process 1" {
	is act.pids "2 1"
	[ "$(inside box.NSpid)" = 2 ]
}

@test "/proc is a fresh one" {
	is box.mount./proc.type proc
	matches box.mount./proc.flags '.*nosuid,nodev,noexec.*'
}

@test "/proc lists the box's processes and no other" {
	[ "$(numbers act.proc)" = "1 2" ] ||
		complain "the numbers in /proc" "1 2" "$(numbers act.proc)"
}

@test "a process outside has no number inside: ESRCH" {
	refused ask ESRCH
}

@test "100 orphans are reaped: no zombie stays" {
	allowed orphan
	is act.zombies 0
	[ "$(numbers act.after)" = "1 2" ] ||
		complain "the numbers in /proc" "1 2" "$(numbers act.after)"
}

@test "signals from inside do not touch process 1, not even SIGKILL" {
	for sig in sigkill sigstop; do
		allowed "$sig"
	done
	is act.alive "2 1"
	is exit.status 0
}

@test "a daemon that is deaf to signals dies with the box" {
	use daemon
	allowed daemon
	is timeout 0
	is left.processes 0
}

# bats test_tags=own
@test "without this step the daemon lives on" {
	STEP=02_mount observe before -g 200 -o "box daemon daemon" \
		-o "box pids pids" --
	use before
	same ns.pid
	is left.processes 1
	isnt act.pids "2 1"
}

@test "SIGTERM to the program reaches the command, once" {
	use term
	is act.term 1
}

@test "so do SIGUSR1 and a real-time signal" {
	use term
	is act.usr1 1
	is act.rt 1
}

@test "what the box sends to process 1 goes to COMMAND, too" {
	use term
	is act.usr2 1
}

@test "a signal that COMMAND does not catch ends it: 128 + 15" {
	use deadly
	is act.after gone
	is exit.status 143
	is left.processes 0
}

@test "process 1's own business, SIGCHLD, does not reach COMMAND" {
	use term
	is act.chld 0
}

@test "SIGKILL to the program ends every process in the box" {
	use killed
	is act.after gone
	is exit.status 137
	left_nothing
}

@test "COMMAND's exit status is the program's" {
	use seven
	is exit.status 7
	is stderr ''
}

@test "128 + 9 for a COMMAND that was killed by signal 9" {
	use by_signal
	is exit.status 137
}

@test "what runs in the background does not keep the box" {
	use background
	is exit.status 8
	is timeout 0
	is left.processes 0
	use by_exit
	is exit.status 7
	is left.processes 0
}

@test "126 for what cannot be executed, 127 for what is not there" {
	use noexec
	fails 126 "$STEP: cannot execute /etc/passwd: EACCES"
	use notfound
	fails 127 "$STEP: cannot execute /nowhere: ENOENT"
}

@test "process 1 does not show the environment that it was started with" {
	use leak
	is witness 1
	matches act.environ '|EACCES'
}

@test "process 1 holds no descriptor of the host's" {
	use leak
	matches act.fd '0 1 2|EACCES'
	matches act.out 'ENOENT|EACCES'
}

# bats test_tags=own
@test "where parts of the old /proc are covered step 04 gets no fresh one" {
	VIA='mount -t tmpfs none /proc/sys' STEP=04_user observe covered --
	use covered
	fails 125 "04_user: mount proc: EPERM .*as inside docker"
}

# bats test_tags=own
@test "the box's root is still the user that started it" {
	same ns.user
	is box.CapEff "$(fact host.CapEff)"
}

@test "nothing is left when the box has ended" {
	use term
	left_nothing
	use daemon
	left_nothing
}

@test "nothing is left when COMMAND could not be started" {
	use notfound
	left_nothing
	use noexec
	left_nothing
}
