# 00_spawn: run a command to its end, as a shell does
load ../helper

setup_file() {
	local status word
	draw 0 80
	status=$((VALUE + 43)) # never 42, which is another child's
	draw 1 1000000
	word=word$VALUE
	try main -t 2 -o "box who pids" -o "box end exit $status" -- "WORD=$word" "$WITNESS" "$word" "two words"
	try killed -t 2 -o "box end exit by $(deadly)" -- "$BY_NAME"
	try missing -t 2 -- "no$word"
	try directory -t 2 -- "$ROOTFS"
	try after -t 2 -o "box journal read /proc/self/fd/3" -o "box who pids" \
		-o "box child wait" -- "no$word" -- "$WITNESS"
	try ignored -t 2 -o "box end exit $status" -- -c "$WITNESS"
	try ignored_after -t 2 -- -c "no$word" -- "$WITNESS"
	try interrupted -t 2 -o "program tick 14" -o "box moment spin 3" \
		-o "program tock 14" -o "box again spin 3" \
		-o "box end exit $status" -- "$WITNESS"
}

# The exit status that COMMAND was told to end with.
own_status() {
	draw 0 80
	echo $((VALUE + 43))
}

# A signal that ends COMMAND.
deadly() {
	local signals=(1 2 3 6 9 10 12 13 15)
	draw 2 ${#signals[@]}
	echo "${signals[VALUE]}"
}

# What an exit status means that is not the one it should be.
why_status() {
	local said
	case $(fact exit.status) in
	142) echo "142 is 128 + 14, SIGALRM: a signal for the caller ended COMMAND, or the caller" ;;
	42) echo "42 is the status of the caller's other child: wait(2) takes any child, waitpid(2) the one that you name" ;;
	125)
		said=$(fact stderr)
		said=${said%%\\x0a*}
		echo "125 is for an error of run()'s own${said:+; it said: $said}; $1"
		;;
	*) echo "$1" ;;
	esac
}

# COMMAND was seen.  A caller that ends with its other child's status may have
# ended, and COMMAND with it, before anybody could look.
has_run() {
	[ "$(fact exit.status)" != 42 ] || return 0
	if has witness 0 && get exit.status && [ "$VALUE" -le 128 ]; then
		means '' "Either no child called execvp(3), or the caller did not wait until it had: waitpid(2), without WNOHANG"
	fi
	get box.fd || complain box.fd "COMMAND runs"
}

# The program is a child of the sandbox's process 1, which takes orphans, too.
is_child() {
	local status
	status=$(fact exit.status)
	[ "$status" != 42 ] || return 0
	get act.who && [[ $VALUE == *' 1' ]] || return 0
	because "the program ended with status $status while COMMAND was still running: the caller did not wait, or asked only whether COMMAND had ended by then, as WNOHANG does" "wait(2), WNOHANG"
	[ "$status" = "$(own_status)" ] ||
		complain act.who "COMMAND is a child of the program" "the program has ended, and COMMAND has not"
	because "the program itself became COMMAND: nobody was left to wait for it" "fork(2), exec(3)"
	complain act.who "COMMAND is a child of the program" "COMMAND is the program"
}

# Who runs nothing leaves nothing: the rest counts once COMMAND is run.
runs() {
	use main
	because "$(why_status "first make COMMAND run, and pass its exit status on")" "wait(2)"
	has_run
	is_child
	because "$(why_status "first make COMMAND run, and pass its exit status on")" "wait(2)"
	is exit.status "$(own_status)"
}

# bats test_tags=points:1
@test "COMMAND runs, and its exit status is passed on" {
	because "no COMMAND was started: a child has to call execvp(3)" "fork(2), exec(3)"
	has_run
	is_child
	because "$(why_status "the caller did not wait, or returned the wait status as it is: the exit status is one byte of it, WEXITSTATUS")" \
		"wait(2), WEXITSTATUS"
	is exit.status "$(own_status)"
}

# bats test_tags=points:1
@test "a COMMAND found in PATH that signal N ends gives 128 + N" {
	local signal cause
	runs
	use killed
	found_in_path
	signal=$(deadly)
	case $(fact exit.status) in
	"$signal") cause="that is the signal's number alone; the shell adds 128, to tell it from an exit status" ;;
	0) cause="WEXITSTATUS of a wait status that tells of a signal is 0: ask WIFSIGNALED first" ;;
	*) cause=$(why_status "a wait status tells of a signal when WIFSIGNALED says so; then WTERMSIG is its number") ;;
	esac
	because "$cause" "wait(2), WIFSIGNALED"
	is exit.status $((128 + signal))
}

# What a status means that should be 127 or 126.
why_not_executed() {
	case $(fact exit.status) in
	125) echo "where exec fails, the child is still a copy of the caller; yours went on in main() as a second one, instead of ending" ;;
	126 | 127) echo "errno says which it was: ENOENT, not found, 127; any other, 126" ;;
	255 | 1) echo "that is an error of your own, not the shell's number for it: 127 for ENOENT, 126 for any other" ;;
	2 | 13) echo "that is errno's own number; the shell has 127 for ENOENT and 126 for any other" ;;
	*) echo "execvp(3) returns where it failed: then the child has to end, with 127 or 126" ;;
	esac
}

# bats test_tags=points:1
@test "a COMMAND that is not found gives 127, one that cannot be executed 126" {
	runs
	use missing
	because "$(why_not_executed)" "execve(2), ERRORS; _exit(2)"
	is exit.status 127
	use directory
	because "COMMAND was a directory; $(why_not_executed)"
	is exit.status 126
}

# bats test_tags=points:1
@test "COMMAND has its arguments, the caller's environment, and descriptors 0, 1 and 2 only" {
	runs
	draw 1 1000000
	because "ARGV is COMMAND's name, its arguments, and NULL: execvp(3) takes all of it as it is" "exec(3); execve(2)"
	is box.args "$WITNESS;word$VALUE;two words"
	if [[ $(fact box.fd) == "0 1 2"* ]]; then
		because "the caller's descriptor was handed down: fork copies them all, and exec closes those with O_CLOEXEC only" \
			"close_range(2)"
	else
		because "0, 1 and 2 are COMMAND's standard input, output and error, and one of them is closed: what is to be closed begins with 3" \
			"close_range(2); stdin(3)"
	fi
	is box.fd "0 1 2"
	draw 1 1000000
	because "the environment is not the caller's: execvp(3) hands it down, unless somebody replaces it" \
		"environ(7)"
	is box.env.WORD "word$VALUE"
}

# bats test_tags=points:1
@test "afterwards the caller is as it was before" {
	runs
	use after
	if [[ $(fact box.fd) == "0 1 2 3 "* ]]; then
		because "a descriptor of yours is left open in the caller" "pipe(2), O_CLOEXEC; close(2)"
	else
		because "the caller had descriptor 3 open, and has it no more: close the child's, not the caller's" "close_range(2)"
	fi
	is box.fd "0 1 2 3"
	because "the caller is in another mount namespace, or there are more mounts than before: what it reads in /proc is not the kernel's" "mount_namespaces(7)"
	same ns.mnt
	equal during.mounts.count host.mounts.count
	because "the caller's exit handlers have run in the child: exit(3) calls them, and so does a return from main(); _exit(2) does not" \
		"_exit(2); atexit(3)"
	is act.journal 'is open\x0a'
	because "not the caller went on, but a child of it: where exec fails, the child has to end" "_exit(2)"
	matches act.who '[0-9]+ 1' "a process whose parent is number 1"
	because "a zombie: a child that has ended, and that nobody has waited for" "wait(2), NOTES"
	refused child ECHILD
	because "the caller's signals are blocked or ignored, and were not before" "sigprocmask(2); sigaction(2)"
	is box.SigBlk 0000000000000000
	is box.SigIgn 0000000000000000
}

# bats test_tags=points:1
@test "the status is right when signals interrupt the caller, or it ignores SIGCHLD" {
	runs
	use interrupted
	because "$(why_status "a signal came while the caller waited: waitpid(2) failed with EINTR, and COMMAND had not ended")" \
		"signal(7), Interruption of system calls"
	is exit.status "$(own_status)"
	use ignored
	because "$(why_status "where SIGCHLD is ignored there is no wait status: waitpid(2) fails with ECHILD")" "wait(2), NOTES"
	is exit.status "$(own_status)"
	use ignored_after
	because "the caller ignored SIGCHLD before the call, and has to do so after it" "sigaction(2)"
	is box.SigIgn 0000000000010000
}
