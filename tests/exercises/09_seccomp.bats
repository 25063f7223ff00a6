# 09_seccomp: a list of allowed system calls, compiled
load ../helper
export OWN_FILTER=1

# Calls that the witness can do without; what the kernel answers where they are
# allowed.  None of the answers is EPERM.
calls=(getpid getppid getuid chdir unshare setns)
answers=(ok ok ok EFAULT ok EBADF)

# Which of them are on the list, the seed tells: ALLOWED and DENIED.  So do
# numbers that stand for no call: ENOSYS where allowed.
plan() {
	local i mask
	draw 0 62
	mask=$((VALUE + 1)) ALLOWED=() DENIED=()
	for i in "${!calls[@]}"; do
		if [ $((mask >> i & 1)) = 1 ]; then
			ALLOWED+=("$i")
		else
			DENIED+=("$i")
		fi
	done
	draw 1 1000
	NUMBER=$((1000 + VALUE))
	draw 2 1000
	FIRST=$((3000 + VALUE)) LAST=$((FIRST + 1299))
}

setup_file() {
	local i list orders=()
	plan
	list=$NUMBER
	for i in "${!calls[@]}"; do
		orders+=(-o "box ${calls[i]} syscall ${calls[i]}")
	done
	for i in "${ALLOWED[@]}"; do list+=,${calls[i]}; done
	try main -t 3 "${orders[@]}" -o "box number syscall $NUMBER" \
		-o "box before syscall $((NUMBER - 1))" \
		-o "box after syscall $((NUMBER + 1))" \
		-o "box clone3 syscall clone3" -o "box i386 syscall i386" \
		-o "box x32 syscall x32" -o "outside foreign syscall i386" \
		-- --root "$ROOTFS" "$list" witness
	try long -t 3 -o "box first syscall $FIRST" \
		-o "box middle syscall $((FIRST + 650))" \
		-o "box last syscall $LAST" -o "box getppid syscall getppid" \
		-o "box before syscall $((FIRST - 1))" \
		-o "box after syscall $((LAST + 1))" \
		-o "box clone3 syscall clone3" \
		-- --root "$ROOTFS" "$FIRST-$LAST,clone3" witness
}

# runs [WHY]: COMMAND was started, under one filter more than the host's side.
runs() {
	get witness
	if [ "$VALUE" = 0 ]; then
		local said=${FACT[stderr]-} status=${FACT[exit.status]-}
		local why="the program ended with status $status${said:+ and said: ${said%%\\x0a*}}. "
		[ "$status" ] || why="COMMAND was not started by then. "
		case $status:$said in
		139:*) why+="128 + 11 is SIGSEGV: this is how a process ends that may not even exit. The filter forbids what is on the list" ;;
		159:*) why+="128 + 31 is SIGSYS: the filter killed what it should allow. Is the accumulator loaded with what is compared? It holds arch first, then nr" ;;
		*EINVAL*) why+="The kernel refuses a program with a jump beyond its end, or that can end without a return" ;;
		*EPERM*) why+="The filter forbids what is on the list" ;;
		esac
		[[ $said == *allow_compile* ]] || why+=${1+. $1}
		because "$why" "seccomp(2); the kernel's networking/filter.rst"
		complain witness "COMMAND in the box" "COMMAND never ran"
	fi
	get host.Seccomp_filters
	because "no filter was loaded, or more than one" "seccomp(2)"
	is box.Seccomp_filters $((VALUE + 1))
}

# works KEY ANSWER: a call on the list gets through to the kernel.
works() {
	get "act.$1" || true
	case $VALUE in
	EPERM) because "the call \"${FACT[order.$1]-}\" is on the list, and yet the filter answers. Jumps count from the instruction that follows, and have 8 bits: 255 at most" "the kernel's networking/filter.rst" ;;
	killed*) because "the call \"${FACT[order.$1]-}\" is on the list, and yet the filter kills" "seccomp(2)" ;;
	*) because "the call \"${FACT[order.$1]-}\" is on the list, but was not made: an errno of the filter's own?" "seccomp(2), SECCOMP_RET_ERRNO" ;;
	esac
	is "act.$1" "$2"
}

# eperm KEY ANSWER: a call that is not on the list; ANSWER: the kernel's own.
eperm() {
	local also=
	[ "$2" != ENOSYS ] || also=" (the kernel has no such call), or the answer is the filter's own"
	get "act.$1" || true
	case $VALUE in
	"$2") because "the call \"${FACT[order.$1]-}\" is not on the list, but was made${also}: what is not found must end in EPERM, and the list is another one each time" "seccomp(2), SECCOMP_RET_ERRNO" ;;
	ok) because "the call \"${FACT[order.$1]-}\" was not made, but seems to have worked: SECCOMP_RET_ERRNO has the errno in its low 16 bits; 0 there means no error" "seccomp(2), SECCOMP_RET_ERRNO" ;;
	killed*) because "the call \"${FACT[order.$1]-}\" ended the process, which was asked for only for other architectures" "seccomp(2), SECCOMP_RET_ERRNO" ;;
	*) because "the call \"${FACT[order.$1]-}\" is not on the list: EPERM is the answer" "seccomp(2), SECCOMP_RET_ERRNO" ;;
	esac
	refused "$1" EPERM
}

# Who forbids everything, or nothing, has compiled no list: each half counts
# only with one of the other.
filters() {
	plan
	runs
	works number ENOSYS
	eperm before ENOSYS
}

# bats test_tags=points:2
@test "calls on the list work" {
	local i
	filters
	for i in "${ALLOWED[@]}"; do works "${calls[i]}" "${answers[i]}"; done
}

# bats test_tags=points:3
@test "all others are EPERM" {
	local i
	filters
	eperm after ENOSYS
	for i in "${DENIED[@]}"; do eperm "${calls[i]}" "${answers[i]}"; done
}

# bats test_tags=points:1
@test "clone3 is ENOSYS" {
	filters
	because "the C library takes EPERM for an answer, and can start no thread; after ENOSYS it tries clone(2), whose flags a filter can see" "clone(2), on clone3()"
	refused clone3 ENOSYS
	use long
	get witness
	[ "$VALUE" = 1 ] || return 0 # that is the last check's business
	because "clone3 was on the list here, and was to be ENOSYS all the same: its rung comes first" "exercises/09_seccomp/allow.h"
	refused clone3 ENOSYS
}

# ends KEY CAUSE READ: the call ends the process, all of it, and for certain.
ends() {
	because "$2" "$3"
	case $(fact "act.$1") in
	ESRCH) because "one thread made the call, and it alone was ended: the process goes on. SECCOMP_RET_KILL and SECCOMP_RET_KILL_THREAD are for one thread" "seccomp(2), SECCOMP_RET_KILL_PROCESS" ;;
	EINTR) because "the filter sent SIGSYS, the process had a handler for it, and went on: SECCOMP_RET_TRAP is for programs that trust themselves" "seccomp(2), SECCOMP_RET_KILL_PROCESS" ;;
	esac
	is "act.$1" 'killed 31'
}

# bats test_tags=points:2
@test "a call of another architecture ends the process" {
	filters
	[ "${FACT[act.foreign]-}" = ok ] || cannot "this machine takes system calls of one architecture only"
	ends i386 "int 0x80 makes a 32-bit call, for which the numbers are others: 20 is writev, and there it is getpid. Compare arch before you look at nr" "seccomp(2), on arch"
}

# bats test_tags=points:2
@test "a call of x32 ends the process" {
	filters
	[ "$HOSTTYPE" = x86_64 ] || cannot "only x86-64 has x32"
	ends x32 "x32 has the same arch as x86-64, and bit 30 set in its numbers, which makes them greater than all others" "seccomp(2), on __X32_SYSCALL_BIT"
}

# bats test_tags=points:2
@test "a list of 1300 more works as well: first, last, and what is beside" {
	plan
	use long
	runs "With a short list it may run. Jumps have 8 bits: 255 instructions at most"
	for key in first middle last; do works $key ENOSYS; done
	for key in before after; do eperm $key ENOSYS; done
	eperm getppid ok
}
