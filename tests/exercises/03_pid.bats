# 03_pid: a PID 1 that looks after its namespace
load ../helper

# Signals whose default is to end a process; real-time signals do not merge.
# Once COMMAND has the last one of all, what went before is through.
draw_signals() {
	local all=(1 2 3 10 12)
	draw 0 5
	ANY=${all[VALUE]}
	draw 1 30
	REALTIME=$((34 + VALUE))
	LAST=64
}

setup_file() {
	local name all=(9 6 14 15 31)
	draw_signals
	try main -t 6 -o "box pids pids" -o "box child fork 1" \
		-o "box outsider fork 1 apart" \
		-o "outside outer_pids read /proc/{box.pid}/task/{box.pid}/children" \
		-o "box catch_any catch $ANY" -o "box catch_term catch 15" \
		-o "box catch_rt catch $REALTIME" -o "box catch_last catch $LAST" \
		-o "program send_any $ANY" -o "box any caught $ANY 800" \
		-o "box group wait 800" \
		-o "program send_term 15" -o "box term caught 15 800" \
		-o "program send_rt $REALTIME" -o "box rt caught $REALTIME 800" \
		-o "program send_last $LAST" -o "box last caught $LAST 800" \
		-o "box term_at_last caught 15 1" -o "box any_at_last caught $ANY 1" \
		-o "box rt_at_last caught $REALTIME 1" \
		-o "outside others read /proc/{act.outer_pids 2}/status" \
		-- "$WITNESS" "$ANY" "two words"
	# Who hangs before COMMAND hangs each time.
	use main
	if [ "$(fact witness) $(fact timeout)" = "0 1" ]; then
		for name in orphans killed nobody barred; do
			cp "$BATS_FILE_TMPDIR/main" "$BATS_FILE_TMPDIR/$name"
		done
		return 0
	fi
	# All end while PID 1 is stopped: then one SIGCHLD stands for them all.
	draw 2 100
	try orphans -t 6 -o "box pids pids" \
		-o "host stop kill {parent.hostpid} 19" \
		-o "box orphan orphan 100" \
		-o "host go kill {parent.hostpid} 18" \
		-o "box zombies zombies" \
		-o "outside children read /proc/{box.PPid}/task/{box.PPid}/children" \
		-o "box catch_term catch 15" -o "program send_term 15" \
		-o "box later caught 15 800" \
		-o "box daemon daemon" -o "box bye exit $((1 + VALUE))" -- "$WITNESS"
	draw 3 5
	try killed -t 3 -o "box pids pids" -o "box bye exit by ${all[VALUE]}" -- "$BY_NAME"
	try nobody -t 3 -- /nonexistent/command
	try barred -t 3 -- "$ROOTFS"
}

# Is COMMAND a child of PID 1, and not PID 1 itself?  What it sees counts only
# then: as PID 1 it would get signals and pass on its status without an init.
runs() {
	local pids
	because "COMMAND is PID 1 itself, or nobody's child: init_run() has to stay PID 1, and run COMMAND in a child" \
		"fork(2); pid_namespaces(7), The namespace init process"
	get act.pids && read -ra pids <<<"$VALUE" &&
		[ "${pids[0]}" -gt 1 ] && [ "${pids[1]}" = 1 ] ||
		complain act.pids "COMMAND runs with a number above 1, and its parent is number 1"
	differs ns.pid
}

# once KEY: the signal came, and none came twice by the time when all was over.
once() {
	# Two of a kind may become one on the way, but for real-time signals.
	if [[ $(fact act.rt_at_last) == [2-9]* ]]; then
		because "it came more often than it was sent: was it sent to COMMAND, and to its group as well?" "kill(2)"
		is act.rt_at_last 1
	fi
	is "act.$1" 1
}

# bats test_tags=points:2
@test "100 orphans leave no zombie" {
	use orphans
	runs
	allowed orphan
	case $(fact act.zombies) in
	9[5-9]) because "SIGCHLD does not queue: 100 processes had ended, one signal told of it, and one was waited for. Call waitpid(2) until there is no more" "waitpid(2), WNOHANG; signal(7), Queueing and delivery semantics" ;;
	*) because "nobody waits for processes that PID 1 has not started: waitpid(2) with COMMAND's number waits for that one alone, -1 stands for any child" "waitpid(2); pid_namespaces(7)" ;;
	esac
	is_known act.zombies
	is act.zombies 0
	is act.stop ok
	read -ra children <<<"$(fact act.children)"
	# shellcheck disable=SC2034,SC2154 # helper.bash prints it
	FACT[act.children]=${#children[@]} FACT[order.children]="read /proc/PID/task/PID/children"
	is_known act.children
	[ ${#children[@]} -le 5 ] || complain act.children "PID 1 has one child, or a few" "${FACT[act.children]} of them"
}

# is_known KEY: how many exactly it was is chance: the same text for all many.
is_known() {
	get "$1" || return 0
	[[ $VALUE != 9[0-9] && $VALUE != 10[0-9] ]] || FACT[$1]="90 or more"
}

# bats test_tags=points:2
@test "SIGTERM to the program reaches COMMAND, once" {
	runs
	if [ "$(fact box.SigBlk)" != 0000000000000000 ]; then
		because "the signal is blocked in COMMAND: it was in PID 1, and fork(2) and exec hand that down" "sigprocmask(2); signal(7)"
	else
		because "PID 1 keeps the signal, or the kernel drops it there, or it went to a group that does not exist: COMMAND has to be sent one of its own" "sigwaitinfo(2); kill(2)"
	fi
	once term
	use orphans
	runs
	because "it was sent when orphans had ended, and PID 1 sat in waitpid(2), for the next one to end: it has to take those that have ended, wait for none, and go back to its signals" "waitpid(2), WNOHANG"
	is act.later 1
}

# bats test_tags=points:1
@test "so do another signal and a real-time signal" {
	runs
	draw_signals
	because "signal $ANY: PID 1 has to hand on each signal that it is sent, not a list of them" "signal(7); sigfillset(3)"
	once any
	because "real-time signal $REALTIME: PID 1 has to hand on all signals up to 64, each once" "signal(7), Real-time signals"
	once rt
	because "real-time signal $LAST: PID 1 has to hand on all signals up to 64" "signal(7), Real-time signals"
	is act.last 1
}

# bats test_tags=points:1
@test "a signal reaches all of COMMAND's process group, and no other" {
	runs
	draw_signals
	because "COMMAND had a child in its group, which signal $ANY should have ended: kill(2) with COMMAND's number reaches COMMAND alone, with the negative number its group" "kill(2)"
	is act.group "$((128 + ANY))"
	because "a process in another group got signals, too: kill(2) with -1 reaches everybody; COMMAND's number, negative, is its group" "kill(2)"
	local pending
	get act.others || complain act.others "the status of a process in another group"
	pending=${VALUE#*ShdPnd:\\x09} pending=${pending%%\\*}
	# shellcheck disable=SC2034,SC2154 # helper.bash prints it: the rest is long
	FACT[act.others]="ShdPnd: $pending" FACT[order.others]="read /proc/PID/status"
	[ "$pending" = 0000000000000000 ] || complain act.others "no signal waits for a process in another group" "signals $pending wait for it"
}

# bats test_tags=points:1
@test "COMMAND has its arguments and a process group of its own, no signal blocked or ignored" {
	runs
	draw_signals
	because "ARGV is COMMAND's name, its arguments, and NULL: execvp(3) takes all of it as it is" "exec(3); execve(2)"
	is box.args "$WITNESS;$ANY;two words"
	because "COMMAND is in the group that it was born into, PID 1's: a signal to that group would come back to PID 1" "setpgid(2)"
	local pid group
	pid=$(fact box.NSpid) group=$(fact box.NSpgid)
	# As the box counts, for outside the numbers are others each time.
	# shellcheck disable=SC2034,SC2154 # helper.bash prints it
	FACT[box.NSpgid]="... ${group##* }"
	[ "$group" = "$pid" ] || complain box.NSpgid \
		"process group ${pid##* }, COMMAND's own number" "process group ${group##* }"
	because "PID 1 has signals blocked, and fork(2) and exec hand that down: set the mask back in the child" "sigprocmask(2); signal(7)"
	is box.SigBlk 0000000000000000
	because "an ignored signal stays ignored across exec" "signal(7), Signal dispositions"
	is box.SigIgn 0000000000000000
}

# bats test_tags=points:1
@test "the exit status is COMMAND's, 127 where there is none, 126 where it cannot be executed" {
	use orphans
	runs
	draw 2 100
	because "COMMAND ended with status $((1 + VALUE)): WEXITSTATUS of what waitpid(2) gave for COMMAND, not for an orphan" "waitpid(2)"
	is exit.status "$((1 + VALUE))"
	use nobody
	because "execvp(3) returns where there is no such file, errno is ENOENT: then the child has to end with 127" "execve(2), ENOENT; _exit(2)"
	is witness 0
	is exit.status 127
	use barred
	because "COMMAND was a directory, which is there, but cannot be executed: execvp(3) returns, errno is not ENOENT, and the child has to end with 126" "execve(2), ERRORS; _exit(2)"
	is witness 0
	is exit.status 126
}

# bats test_tags=points:1
@test "128 + N for a COMMAND found in PATH that signal N ended" {
	use killed
	found_in_path
	runs
	local all=(9 6 14 15 31)
	draw 3 5
	because "signal ${all[VALUE]} ended COMMAND: then WEXITSTATUS has no meaning, WIFSIGNALED and WTERMSIG tell" "waitpid(2)"
	is exit.status "$((128 + all[VALUE]))"
}

# bats test_tags=points:1
@test "what COMMAND leaves running does not keep the box" {
	use orphans
	runs
	allowed daemon
	because "COMMAND had ended, and left a daemon behind that never will: return as soon as waitpid(2) gives COMMAND's number" "exercises/03_pid/init.h"
	is timeout 0
	is left.processes 0
}
