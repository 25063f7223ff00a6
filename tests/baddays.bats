# Bad input and bad days: one clear line, the right status, nothing left, no
# hang.
#
# Most tests run a small script in observe's sandbox and judge what the
# kernel and the program's exit status said.  pty (tests/pty.c) stands in for
# a person at a terminal, without (tests/without.c) for poorer machines.
#
# The scripts stand in single quotes: the sandbox's shell expands them.
# shellcheck disable=SC2016,SC1003
# The tag "scarce" is for tests that take from the program what the runtime of
# the sanitizers needs itself; .ci/run leaves them out there.
load helper

setup() {
	trace_test_only
	STEP=09_seccomp
	FACTS=$BATS_TEST_TMPDIR/facts
	cd "$ROOT" || return
}

# look [OBSERVE-OPTION...] -- COMMAND...: the facts of one run
look() {
	# shellcheck disable=SC2034 # helper.bash keeps what it has read
	LOADED=
	"$BUILD/observe" -t 20 "$@" >"$FACTS"
}

# What every script below starts with.  $box is the program, $scratch an
# empty directory, $steps all ten programs.
prelude='
build=$1 box=$1/09_seccomp n=0
scratch=$(sed -n "s/^scratch \([^ ]*\) .*/\1/p" /proc/mounts)
steps=$(cd "$build" && echo [0-9][0-9]_*)
steps=${steps/01_escape /}

# refused REGEX ARG...: as "$box ARG... echo ran", which has to end with 125,
# one line that matches, and nothing else.
refused() {
	local want=$1 status
	shift
	status=0
	"$box" "$@" echo ran >"$scratch/out" 2>"$scratch/err" || status=$?
	if [ "$status" = 125 ] && [ ! -s "$scratch/out" ] &&
		[ "$(wc -l <"$scratch/err")" = 1 ] &&
		grep -qE -- "^${box##*/}: .*($want)" "$scratch/err"; then
		n=$((n + 1))
	else
		printf "%q " "${box##*/}" "$@"
		echo "-> $status: $(cat "$scratch/out" "$scratch/err")"
	fi
	rm "$scratch/out" "$scratch/err"
}

# A root directory with nothing in it but these directories.
bare_root() {
	mkdir -p "$1/tmp" "$1/dev" "$1/proc" "$1/bin"
}

# soon COMMAND...: waits until it succeeds, for ten seconds at most
soon() {
	local until=$((SECONDS + 10))
	until "$@"; do
		[ "$SECONDS" -lt "$until" ] || return
	done
}
'

# host [OBSERVE-OPTION...] SCRIPT: bash runs SCRIPT in the sandbox.
host() {
	look "${@:1:$#-1}" -- bash -c "$prelude${*: -1}" bash "$BUILD"
}

# Nothing is left, nothing hung.
clean() {
	is timeout 0
	left_nothing
}

# The script refused N times, and had nothing else to say.
all_refused() {
	[ "$(fact stdout)" = "$1 refused\\x0a" ] ||
		complain stdout "$1 refused" "$(fact stdout)"
	is exit.status 0
	is stderr ''
	clean
}

# It ended with STATUS, without a word.
silent() {
	is stderr ''
	is exit.status "$1"
	clean
}

# A cgroup can be made by those who run this?
need_cgroup() {
	"$BUILD/observe" --run -- "$BUILD/08_cgroup" --pids 20 true \
		2>/dev/null || skip "no cgroup can be made here"
}

# ---- options ---------------------------------------------------------------

@test "options that are none: every step says so in one line" {
	host '
	for step in $steps; do
		box=$build/$step
		refused "no such option" --nonsense
		refused "no such option" -z
		refused "no such option" -xz
		refused "no such option" --explain=yes
		refused "no such option" "--two
lines"
	done
	echo $n refused'
	all_refused 50
}

@test "a step has no option of a later step" {
	host '
	later() {
		local since=$1
		shift
		for step in $steps; do
			box=$build/$step
			[[ ! ${step%%_*} < $since ]] || refused "no such option" "$@"
		done
	}
	later 01 --root /; later 01 -r /; later 02 --bind /etc:/mnt
	later 04 --map 0:0:1; later 04 --no-map; later 05 --hostname a
	later 06 --net lo; later 07 --keep all; later 08 --memory 1G
	later 08 --pids 5; later 08 --cpu 5; later 09 --deny mount
	later 09 --kill mount
	echo $n refused'
	all_refused $((1 + 1 + 2 + 4 + 4 + 5 + 6 + 7 + 8 + 8 + 8 + 9 + 9))
}

@test "an option that wants a value does not go without" {
	host '
	for option in --root -r -xr --bind --map --hostname --net --keep \
		--memory --pids --cpu --deny --kill; do
		"$box" $option 2>"$scratch/err"
		[ $? = 125 ] && [ "$(wc -l <"$scratch/err")" = 1 ] &&
			grep -q " wants a value" "$scratch/err" && n=$((n + 1))
		rm "$scratch/err"
	done
	echo $n refused'
	all_refused 13
}

@test "options behind the command are the command's" {
	host 'exec "$box" echo --help -x --nonsense -- end'
	is stdout '--help -x --nonsense -- end\x0a'
	silent 0
}

@test "-- ends the options" {
	host 'exec "$box" --pause --no-map --help </dev/null' # --help counts
	is exit.status 0
	host 'exec "$box" -- --help'
	fails 127 "$STEP: cannot execute --help: ENOENT"
	clean
}

@test "--help: on stdout, status 0, in every step, with its own options only" {
	host '
	for step in $steps; do
		"$build/$step" --help >"$scratch/out" || echo "$step: $?"
		grep -q "^usage: $step " "$scratch/out" || echo "$step: no usage"
		options=$(grep -c "^ .* --" "$scratch/out")
		echo "$step $options"
		rm "$scratch/out"
	done'
	is stdout '00_spawn 3\x0a01_chroot 4\x0a02_mount 5\x0a03_pid 5\x0a'`
		`'04_user 7\x0a05_uts 8\x0a06_net 9\x0a07_caps 10\x0a'`
		`'08_cgroup 13\x0a09_seccomp 15\x0a'
	silent 0
}

@test "--help to a full or a closed stdout is an error" {
	host '
	for step in $steps; do
		"$build/$step" --help >/dev/full || echo $? >&2
		"$build/$step" --help >&- || echo $? >&2
	done'
	is stderr.lines 40
	is stderr "$(for step in "$ROOT"/steps/*/main.c; do
		name=$(basename "$(dirname "$step")")
		printf '%s: write the help to stdout: %s\\x0a125\\x0a' \
			"$name" 'ENOSPC (No space left on device)' \
			"$name" 'EBADF (Bad file descriptor)'
	done)"
	clean
}

# ---- values ----------------------------------------------------------------

@test "numbers out of range or with junk: --pids and --cpu" {
	host '
	for value in "" 0 -1 +1 " 5" "5 " 5x 0x5 1e3 5.0 five "5
" 4194305 18446744073709551615 18446744073709551616 \
		99999999999999999999999999; do
		refused "--pids" --pids "$value"
		refused "--cpu" --cpu "$value"
	done
	echo $n refused'
	all_refused 32
}

@test "sizes with junk, and sizes that overflow: --memory" {
	host '
	for value in "" 0 -1 M K " 64M" "64M " 64X 64MM 64MB 64,5M 0M 1e9 \
		18446744073709551616 18446744073709551615 4611686018427387905 \
		4294967297G 17179869184G 18014398509481984K 99999999999999999T \
		999999999999999999999999999999; do
		refused "--memory \"?$value\"?: " --memory "$value"
	done
	echo $n refused'
	all_refused 21
}

@test "maps with junk and out of range: --map" {
	host '
	for value in "" 0 0:0 0:0: ::: a:b:c 0:0:0 0:0:1:1 -1:0:1 0:-1:1 0:0:+1 \
		4294967295:0:1 0:0:4294967296 0x0:0:1 "0:0:1 " \
		00000000000000000000000000000000000000000:0:1; do
		refused "--map" --map "$value"
	done
	echo $n refused'
	all_refused 16
}

@test "maps that overlap, or name ids that are not ours" {
	host '
	refused "overlap|uid_map.*EINVAL" --map 0:0:1 --map 0:1:1
	refused "uid_map.*EPERM" --map 0:4294967294:1
	echo $n refused'
	all_refused 2
}

@test "names that are none: --keep, --deny, --kill, --net" {
	host '
	for value in "" chown cap_ cap_nope cap_chown,,cap_kill "cap_chown " ,; do
		refused "--keep" --keep "$value"
	done
	for value in "" nope read,nope ,read " read" READ "$(printf %02000d 0)"; do
		refused "--deny" --deny "$value"
		refused "--kill" --kill "$value"
	done
	for value in "" LO eth0 "lo "; do
		refused "--net" --net "$value"
	done
	echo $n refused'
	all_refused 25
}

@test "hostnames: slash, space, line feed, escape, 65 bytes, a megabyte" {
	host '
	for value in "" a/b "a b" "a
b" $'"'a\\eb'"' -a a_b ä "$(printf %065d 0)" "$(printf %0100000d 0)"; do
		refused "hostname" --hostname "$value"
	done
	echo $n refused'
	all_refused 10
}

@test "32 binds are taken, 33 are not" {
	host '
	binds=()
	for i in {1..32}; do binds+=(--bind "/etc:/tmp/$i"); done
	"$box" "${binds[@]}" test -e /tmp/32/passwd || echo "32: $?"
	refused "more than 32 times" "${binds[@]}" --bind /etc:/tmp/33
	echo $n refused'
	all_refused 1
}

@test "a line feed or an escape in a name does not make a second line" {
	host '
	refused "a.b" --root "/no/a
b"
	refused "a.b" --bind $'"'/no/a\\eb:/tmp/x'"'
	refused "a.b" --bind $'"'/etc:/no/a\\nb'"'
	echo $n refused'
	all_refused 3
	host 'exec "$box" "no
such"'
	fails 127 "$STEP: cannot execute no[?]such: ENOENT"
}

# ---- the root directory ----------------------------------------------------

@test "a rootfs that is missing: ENOENT, and how to make one" {
	host '
	for step in $steps; do
		box=$build/$step
		[ $step = 00_spawn ] || refused "ENOENT" --root /no/such/dir
	done
	echo $n refused'
	all_refused 9
	host 'mkdir "$scratch/b"; cp "$box" "$scratch/b"
	"$scratch/b/09_seccomp" true; s=$?; rm -r "$scratch/b"; exit $s'
	fails 125 "$STEP: .*/b/rootfs.*: ENOENT .*; make rootfs .*"
	clean
}

@test "a rootfs that is empty" {
	host 'mkdir "$scratch/e"
	for step in $steps; do
		box=$build/$step
		[[ $step < 02 ]] || refused "/tmp.*ENOENT" --root "$scratch/e"
	done
	rmdir "$scratch/e"
	echo $n refused'
	all_refused 8
}

@test "an empty rootfs has no command: 127 from chroot" {
	host 'mkdir "$scratch/e"; "$build/01_chroot" --root "$scratch/e"; s=$?
	rmdir "$scratch/e"; exit $s'
	fails 127 '01_chroot: cannot execute /bin/sh: ENOENT'
	clean
}

@test "a rootfs without dev or without proc" {
	host '
	for missing in dev proc; do
		bare_root "$scratch/r"
		rmdir "$scratch/r/$missing"
		refused "$missing.*ENOENT" --root "$scratch/r"
		rm -r "$scratch/r"
	done
	echo $n refused'
	all_refused 2
}

@test "a rootfs that is a file, or empty words" {
	host '
	for step in $steps; do
		box=$build/$step
		[ $step != 00_spawn ] || continue
		refused ENOTDIR --root /etc/passwd
		refused "want the name of a directory" --root ""
	done
	echo $n refused'
	all_refused 18
}

# In the sandbox everybody is root, but over some ids only.
unreadable() {
	local dir
	for dir in /root /var/cache/ldconfig /etc/ssl/private /lost+found; do
		if [ -d "$dir" ] && ! ls "$dir" >/dev/null 2>&1; then
			echo "$dir" && return
		fi
	done
}

@test "a rootfs that is unreadable: EACCES" {
	local dir=
	if [ "$WHO" = user ]; then
		dir=$(unreadable)
		[ "$dir" ] || skip "every directory is readable here"
	fi
	host "dir=$dir"'
	if [ ! "$dir" ]; then # 1234 is an id that the box does not map
		dir=$scratch/r
		mkdir -m 700 "$dir" && chown 1234 "$dir"
	fi
	refused "EACCES" --root "$dir"
	box=$build/04_user
	refused "EACCES" --root "$dir"
	[ "$dir" != "$scratch/r" ] || rmdir "$dir"
	echo $n refused'
	all_refused 2
}

@test "a rootfs without the command: 127; not executable, a directory: 126" {
	host 'bare_root "$scratch/r"; echo text >"$scratch/r/bin/text"
	for command in sh /bin/sh ./sh text /bin/text /bin; do
		"$box" --root "$scratch/r" $command; echo $?
	done
	rm -r "$scratch/r"'
	is stdout '127\x0a127\x0a127\x0a126\x0a126\x0a126\x0a'
	is stderr.lines 6
	matches stderr "($STEP: cannot execute [^ ]+: E[A-Z]+\\\\x0a){6}"
	clean
}

@test "a rootfs with spaces, quotes and a line feed in its name" {
	host 'name="$scratch/a b  '"'"'c
d"
	cp -R "$build/rootfs" "$name"
	"$box" --root "$name" test -x /bin/witness; s=$?
	rm -r "$name"; exit $s'
	silent 0
}

@test "--root takes a relative path, and a link" {
	host 'ln -s "$build/rootfs" "$scratch/link"; cd "$build/.."
	"$box" --root "${build##*/}/rootfs" true; echo $?
	cd "$scratch"; "$box" -r link true; echo $?; rm "$scratch/link"'
	is stdout '0\x0a0\x0a'
	silent 0
}

@test "--root /: one line that says why not" {
	host 'exec "$box" --root / true'
	clean
	fails 125 "$STEP: --root /: want another root directory"
}

# ---- binds -----------------------------------------------------------------

@test "--bind of things that do not exist" {
	host '
	refused "open_tree /no/such: ENOENT" --bind /no/such:/mnt
	refused "/no/such: stat /no: ENOENT" --bind /etc:/no/such
	refused "/tmp/a/b: stat /tmp/a: ENOENT" --bind /etc:/tmp/a/b
	refused "/no.*/tmp" --bind /etc/passwd:/no
	box=$build/02_mount
	refused "open_tree /no/such: ENOENT" --bind /no/such:/mnt
	echo $n refused'
	all_refused 5
}

@test "--bind of a file on a directory, and the other way round" {
	host '
	refused "/mnt: E(INVAL|NOTDIR) .*; .*director" --bind /etc/passwd:/mnt
	refused "/passwd: E(INVAL|NOTDIR) .*; .*director" --bind /etc:/etc/passwd
	echo $n refused'
	all_refused 2
}

@test "--bind that is badly put" {
	host '
	for value in "" : :: /etc /etc: :/mnt /etc:mnt /etc:/mnt: /etc:/mnt:rw \
		/etc:/mnt:ro: /etc:/mnt:ro:ro /etc:/mnt:RO; do
		refused "--bind .*want SRC" --bind "$value"
	done
	echo $n refused'
	all_refused 12
}

# ---- /proc -----------------------------------------------------------------

# bats test_tags=scarce
@test "no /proc: 00 to 02 run all the same" {
	host '
	export build box
	unshare --mount bash -c "
		mount -t tmpfs none /proc
		\$build/00_spawn true; echo \$?
		\$build/01_chroot --root \$build/rootfs true; echo \$?
		\$build/02_mount true; echo \$?"'
	is stdout '0\x0a0\x0a0\x0a'
	silent 0
}

@test "a program that is not in the file tree: its rootfs is not found without --root" {
	host 'cd $(mktemp -d) && cp $box gone && exec 3<gone && rm -r $PWD &&
		/proc/self/fd/3 true'
	fails 125 "3: realpath /proc/self/fd/3 .*--root DIR.*: ENOENT .*"
	clean
}

# bats test_tags=scarce
@test "no /proc: ids cannot be mapped" {
	host 'unshare --mount bash -c "mount -t tmpfs none /proc
		exec $box --root $build/rootfs true"'
	fails 125 "$STEP: .*/proc/[0-9]+/[a-z_]*: ENOENT .*"
	clean
}

@test "a /proc that is partly covered, as docker's: EPERM and why" {
	host 'unshare --mount bash -c "mount -t tmpfs none /proc/sys
		exec $box true"'
	fails 125 "$STEP: mount proc: EPERM .*; .*covered.*"
	clean
}

# ---- stdin, stdout, stderr -------------------------------------------------

@test "stdin closed: the box has one that cannot be read, and nothing else" {
	host 'exec "$box" witness <&-'
	is box.fd '0 1 2'
	silent 0
	host 'exec "$box" cat <&- 2>/dev/null'
	is exit.status 1
	clean
}

@test "stdout closed: COMMAND cannot write, and that is its own status" {
	host 'exec "$box" echo hello >&- 2>/dev/null'
	is exit.status 1
	clean
	host 'exec "$box" witness >&-'
	is box.fd '0 1 2'
	silent 0
}

@test "all three closed: it runs, and what fails still has its status" {
	host 'exec "$box" witness <&- >&- 2>&-'
	is box.fd '0 1 2'
	silent 0
	host '"$box" --nonsense <&- >&- 2>&-; echo $?
	"$box" nonsense <&- >&- 2>&-; echo $?
	"$box" --explain true <&- >&- 2>&-; echo $?'
	is stdout '125\x0a127\x0a0\x0a'
	silent 0
}

@test "stdout full: COMMAND finds out, the program passes its status on" {
	host 'exec "$box" echo hello >/dev/full 2>/dev/null'
	is exit.status 1
	clean
}

@test "stderr full: the status is all that is left to tell" {
	host '"$box" --nonsense 2>/dev/full; echo $?
	"$box" --explain true 2>/dev/full; echo $?'
	is stdout '125\x0a0\x0a'
	clean
}

@test "a pipe whose reader has gone ends COMMAND by SIGPIPE" {
	host '"$box" yes | head -n 1; echo "${PIPESTATUS[@]}"
	env --ignore-signal=PIPE "$box" yes | head -n 1
	echo "${PIPESTATUS[@]}"'
	is stdout 'y\x0a141 0\x0ay\x0a141 0\x0a'
	silent 0
}

@test "--explain to a pipe whose reader has gone does not hang" {
	host '"$box" --explain true 2>&1 | true; echo "${PIPESTATUS[0]}"'
	matches stdout '(0|125|141)\\x0a'
	clean
}

# ---- terminals -------------------------------------------------------------

# person STEP... -- COMMAND...: at a terminal; with observe's ORDERS.
person() {
	look "${ORDERS[@]}" -- "$BUILD/pty" "$@"
}

# The person's steps went well.
went_well() {
	silent 0
}

@test "a terminal: the box can read, write, and see the end of input" {
	person state:cat=S 'say:abc\n' see:abc see:abc 'say:^D' end:0 \
		-- "$BUILD/$STEP" cat
	went_well
}

@test "a terminal that is resized: the box knows, once" {
	ORDERS=(-o 'box before winsize' -o 'box catch catch 28'
		-o 'box got caught 28' -o 'box size winsize'
		-o 'box rest caught 31' -o 'box all caught 28')
	person catch:witness=28 size:50x132 end:0 -- "$BUILD/$STEP" witness
	is act.before 24x80
	is act.got 1
	is act.size 50x132
	is act.all 1
	went_well
}

@test "Ctrl-C reaches COMMAND, once" {
	ORDERS=(-o 'box catch catch 2' -o 'box got caught 2'
		-o 'box rest caught 31' -o 'box all caught 2')
	person catch:witness=2 'say:^C' end:0 -- "$BUILD/$STEP" witness
	is act.got 1
	is act.all 1
	went_well
}

@test "Ctrl-\\ reaches COMMAND, once" {
	ORDERS=(-o 'box catch catch 3' -o 'box got caught 3'
		-o 'box rest caught 31' -o 'box all caught 3')
	person catch:witness=3 'say:^\' end:0 -- "$BUILD/$STEP" witness
	is act.got 1
	is act.all 1
	went_well
}

@test "Ctrl-C ends what does not catch it: 130 from every step" {
	for step in "$ROOT"/steps/[0-9]*/; do
		person state:sleep=S 'say:^C' end:130 gone:sleep -- \
			"$BUILD/$(basename "$step")" sleep 1000
		went_well
	done
}

@test "Ctrl-\\ ends what does not catch it: 131" {
	person state:sleep=S 'say:^\' end:131 gone:sleep -- \
		"$BUILD/$STEP" sleep 1000
	went_well
}

# A shell with job control, which has started PROGRAM.
shell=(env PS1= PS2= HOME=/nonexistent bash --norc --noprofile -i)

@test "Ctrl-Z: the shell has the terminal back; fg goes on; the box lives" {
	for step in 00_spawn 03_pid 09_seccomp; do
		person front:bash "say:$BUILD/$step cat\n" state:cat=S \
			"front:$step" 'say:^Z' state:cat=T "state:$step=T" \
			front:bash 'say:echo $((6*7))\n' see:42 \
			'say:fg\n' state:cat=S "front:$step" \
			'say:abc\n' see:abc see:abc 'say:^D' "gone:$step" \
			front:bash 'say:exit $?\n' end:0 -- "${shell[@]}"
		went_well
	done
}

@test "Ctrl-Z and kill %1: nothing is left" {
	person front:bash "say:$BUILD/$STEP sleep 1000\n" state:sleep=S \
		'say:^Z' state:sleep=T front:bash 'say:kill %1; fg\n' \
		gone:sleep "gone:$STEP" 'say:exit 0\n' end:0 -- "${shell[@]}"
	went_well
}

@test "Ctrl-Z and kill -9: the stopped box dies too" {
	person front:bash "say:$BUILD/$STEP sleep 1000\n" state:sleep=S \
		'say:^Z' state:sleep=T front:bash "kill:$STEP=9" gone:sleep \
		"gone:$STEP" 'say:exit 0\n' end:0 -- "${shell[@]}"
	went_well
}

@test "a box in the background that reads is stopped until fg" {
	# set -b: bash says at once that it has seen the stop, and fg can come
	person front:bash "say:set -b; $BUILD/$STEP cat &\n" state:cat=T \
		see:Stopped front:bash 'say:fg\n' state:cat=S "front:$STEP" 'say:abc\n' \
		see:abc see:abc 'say:^D' gone:cat 'say:exit 0\n' end:0 \
		-- "${shell[@]}"
	went_well
}

@test "an interactive shell in the box: Ctrl-C ends its job, not the box" {
	person 'say:echo $((6*7))\n' see:42 'say:sleep 1000\n' state:sleep=S \
		'say:^C' gone:sleep 'say:echo $((6*8))\n' see:48 \
		'say:exit 7\n' end:7 -- "$BUILD/$STEP"
	went_well
}

@test "an interactive shell in the box: Ctrl-Z and fg within" {
	person 'say:echo $((6*7))\n' see:42 'say:sleep 1000\n' front:sleep \
		'say:^Z' state:sleep=T 'say:echo $((6*8))\n' see:48 \
		'say:fg\n' state:sleep=S 'say:^C' gone:sleep \
		'say:exit 7\n' end:7 -- "$BUILD/$STEP"
	went_well
}

@test "after an interactive shell in the box the host's has its terminal" {
	person front:bash "say:$BUILD/$STEP\n" "state:$STEP=S" \
		'say:echo $((6*7))\n' see:42 'say:exit\n' "gone:$STEP" \
		front:bash 'say:echo $((6*8))\n' see:48 'say:exit 0\n' end:0 \
		-- "${shell[@]}"
	went_well
}

@test "the terminal closes: program and box end" {
	for step in 00_spawn 03_pid 09_seccomp; do
		person state:sleep=S hangup: gone:sleep "gone:$step" end:129 \
			-- "$BUILD/$step" sleep 1000
		went_well
	done
}

@test "the terminal of the shell that started it closes: all end" {
	person front:bash "say:$BUILD/$STEP sleep 1000\n" state:sleep=S \
		hangup: gone:sleep "gone:$STEP" gone:bash -- "${shell[@]}"
	went_well
}

# ---- --pause ---------------------------------------------------------------

@test "--pause goes on at Enter, and at the end of input" {
	person see:'Enter starts' 'say:\n' state:cat=S 'say:^D' end:0 \
		-- "$BUILD/$STEP" --pause cat
	went_well
	host 'exec "$box" --pause sh -c "exit 7" </dev/null 2>/dev/null'
	is exit.status 7
	clean
	host 'exec "$box" --pause sh -c "exit 7" <&- 2>/dev/null'
	is exit.status 7
	clean
}

@test "during --pause Ctrl-C and Ctrl-\\ end the program: nothing is left" {
	person see:'Enter starts' 'say:^C' end:130 "gone:$STEP" \
		-- "$BUILD/$STEP" --pause cat
	went_well
	person see:'Enter starts' 'say:^\' end:131 "gone:$STEP" \
		-- "$BUILD/$STEP" --pause cat
	went_well
}

@test "during --pause Ctrl-Z stops, fg goes on" {
	person front:bash "say:$BUILD/$STEP --pause cat\n" \
		see:'Enter starts' 'say:^Z' "state:$STEP=T" front:bash \
		'say:fg\n' "front:$STEP" 'say:\n' state:cat=S 'say:abc\n' \
		see:abc see:abc 'say:^D' "gone:$STEP" 'say:exit 0\n' end:0 \
		-- "${shell[@]}"
	went_well
}

@test "kill -9 of the program during --pause: the box dies with it" {
	for step in "$ROOT"/steps/[0-9]*/; do
		step=$(basename "$step")
		person see:'Enter starts' "kill:$step=9" end:137 "gone:$step" \
			-- "$BUILD/$step" --pause cat
		went_well
	done
}

@test "SIGTERM during --pause: 143" {
	person see:'Enter starts' "kill:$STEP=15" end:143 "gone:$STEP" \
		-- "$BUILD/$STEP" --pause cat
	went_well
}

@test "the terminal closes during --pause: nothing is left" {
	person see:'Enter starts' hangup: "gone:$STEP" -- \
		"$BUILD/$STEP" --pause sleep 1000
	went_well
}

@test "kill -9 of the program while COMMAND runs: the box dies with it" {
	for step in "$ROOT"/steps/[0-9]*/; do
		step=$(basename "$step")
		person state:sleep=S "kill:$step=9" end:137 gone:sleep \
			"gone:$step" -- "$BUILD/$step" sleep 1000
		went_well
	done
}

# ---- many at once ----------------------------------------------------------

# Starts fifty boxes, which read a pipe; says how many network namespaces
# there are when all are up; closes the pipe, and says how many ended with 0.
fifty='
mkfifo "$scratch/pipe"
pids=()
for i in {1..50}; do
	"$box" "$@" --hostname "box$i" cat <"$scratch/pipe" >/dev/null &
	pids+=($!)
done
exec 9>"$scratch/pipe"
readers() {
	grep -lx cat /proc/[0-9]*/comm 2>/dev/null | sed "s/comm$/ns\/uts/" |
		xargs -r readlink | sort -u | wc -l
}
all_up() { [ "$(readers)" = 50 ]; }
soon all_up
echo "$(readers) at once"
exec 9>&-
ended=0
for pid in "${pids[@]}"; do wait "$pid" && ended=$((ended + 1)); done
echo "$ended well"
rm "$scratch/pipe"'

@test "fifty boxes at once" {
	host "set --; $fifty"
	is stdout '50 at once\x0a50 well\x0a'
	silent 0
}

@test "fifty boxes at once, each with its cable to the host" {
	host "set -- --net veth; $fifty"
	is stdout '50 at once\x0a50 well\x0a'
	silent 0
}

# On v1, a cgroup to make the boxes' in, where other tests make and kill none.
own_cgroup='
path=$(sed -n "s/^[0-9]*:pids://p" /proc/self/cgroup)
if [ "$path" ]; then
	tree=/sys/fs/cgroup/pids$path
	mkdir "$tree/baddays-$RANDOM-$$" && own=$_
	trap "echo \$\$ >$tree/cgroup.procs; ls $own | grep boxwright; rmdir $own" EXIT
	echo $$ >"$own/cgroup.procs"
fi
'

@test "fifty boxes at once, each with its limits" {
	need_cgroup
	host "$own_cgroup set -- --pids 20; $fifty"
	is stdout '50 at once\x0a50 well\x0a'
	silent 0
}

@test "two boxes that start at once do not meet" {
	host '"$box" sh -c "echo a >/tmp/f; cat /tmp/f" >"$scratch/1" &
	"$box" sh -c "echo b >/tmp/f; cat /tmp/f" >"$scratch/2" &
	wait; cat "$scratch/1" "$scratch/2"; rm "$scratch/1" "$scratch/2"'
	is stdout 'a\x0ab\x0a'
	silent 0
}

# ---- poorer machines -------------------------------------------------------

@test "user namespaces forbidden by a filter: EPERM, and who knows more" {
	host '
	for step in $steps; do
		[[ $step < 04 ]] || "$build/without" \
			clone:NEWUSER,clone3=ENOSYS -- "$build/$step" true ||
			echo $?
	done'
	is stdout '125\x0a125\x0a125\x0a125\x0a125\x0a125\x0a'
	is stderr.lines 6
	matches stderr '([0-9a-z_]+: clone3? [A-Z_ ]*CLONE_NEWUSER[A-Z_ ]*: EPERM [^;]*; user namespaces are forbidden here; make doctor[^\\]*\\x0a){6}'
	clean
}

@test "user namespaces forbidden: 00 to 03 run all the same" {
	host 'for step in $steps; do
		[[ ! $step < 04 ]] || "$build/without" \
			clone:NEWUSER,clone3=ENOSYS -- "$build/$step" true ||
			echo "$step $?"
	done'
	is stdout ''
	silent 0
}

@test "no user namespaces left: ENOSPC, and which limit" {
	host 'unshare --map-root-user bash -c "
		echo 0 >/proc/sys/user/max_user_namespaces
		exec $box true"'
	fails 125 "$STEP: clone.*CLONE_NEWUSER.*: ENOSPC .*max_user_namespaces"
	clean
}

@test "no network namespaces left: ENOSPC, and which limit" {
	host 'unshare --map-root-user bash -c "
		echo 0 >/proc/sys/user/max_net_namespaces
		exec $box true"'
	fails 125 "$STEP: clone.*CLONE_NEW.*: ENOSPC .*/proc/sys/user.*"
	clean
}

@test "clone3 refused with ENOSYS or EPERM: clone does it" {
	for error in ENOSYS EPERM; do
		look -- "$BUILD/without" "clone3=$error" -- "$BUILD/$STEP" witness
		is witness 1
		for ns in mnt net pid user uts; do differs "ns.$ns"; done
		is box.Seccomp_filters 2
		silent 0
	done
}

@test "clone3 and clone refused: one line" {
	look -- "$BUILD/without" clone3=ENOSYS,clone:NEWPID=EPERM -- \
		"$BUILD/$STEP" true
	fails 125 "$STEP: clone.*: EPERM .*"
	clean
}

@test "each call of the box refused: one line that names it" {
	local call
	for call in mount pivot_root umount2 capset sethostname seccomp; do
		look -- "$BUILD/without" "$call" -- "$BUILD/$STEP" true
		fails 125 "$STEP: [^:]*${call%2}.*: EPERM .*"
		clean
	done
}

@test "an older kernel: neither mount_setattr nor clone3" {
	look -- "$BUILD/without" clone3=ENOSYS,mount_setattr=ENOSYS -- \
		"$BUILD/$STEP" witness
	matches 'box.mount./.flags' 'ro(,.*)?'
	silent 0
}

@test "cgroups not writable: one line with the errno, and no box" {
	if [ "$WHO" = root ]; then
		host 'unshare --mount bash -c "
			for d in /sys/fs/cgroup /sys/fs/cgroup/*/; do
				! mountpoint -q \$d || mount -o remount,bind,ro \$d
			done
			exec $box --memory 64M echo ran"'
	else
		host 'exec "$box" --memory 64M echo ran'
		[ "$(fact exit.status)" != 0 ] || skip "cgroups are ours here"
	fi
	fails 125 "$STEP: .*cgroup.*"
	is stdout ''
	clean
}

@test "cgroups not writable: without limits it runs" {
	host 'unshare --mount bash -c "
		for d in /sys/fs/cgroup /sys/fs/cgroup/*/; do
			! mountpoint -q \$d || mount -o remount,bind,ro \$d
		done
		exec $box true"'
	silent 0
}

@test "cgroups covered: one line" {
	[ -d /sys/fs/cgroup ] || skip "no cgroups here"
	host 'unshare --mount bash -c "mount -t tmpfs none /sys/fs/cgroup
		exec $box --pids 5 echo ran"'
	fails 125 "$STEP: .*cgroup.*"
	is stdout ''
	clean
}

# ---- in another box --------------------------------------------------------

# A root directory in which the host's programs run; ours are in its /srv.
outer='
root=$scratch/r
bare_root "$root"
rmdir "$root/bin"
binds=()
for d in bin sbin lib lib64 usr etc; do
	[ -e /$d ] || continue
	if [ -L /$d ]; then
		cp -P /$d "$root/$d"
	else
		mkdir "$root/$d" && binds+=(--bind "/$d:/$d:ro")
	fi
done
mkdir "$root/srv" "$root/mnt"
programs=(--bind "$build:/srv:ro")
inside() { # STEP COMMAND...: in a box of STEP
	local step=$1
	shift
	"$build/$step" --root "$root" "${programs[@]}" "${binds[@]}" -- "$@"
}
'

@test "a box in a box of 04 to 08" {
	for step in 04_user 05_uts 06_net 07_caps 08_cgroup; do
		host "$outer"'inside '$step' /srv/09_seccomp witness; s=$?
		rm -r "$root"; exit $s'
		is witness 1
		for ns in mnt net pid user uts; do differs "ns.$ns"; done
		matches box.NSpid '[0-9]+ [0-9]+ [0-9]+ 2'
		is box.Seccomp 2
		silent 0
	done
}

@test "a box of 04 in a box of 08 with all capabilities" {
	host "$outer"'inside 08_cgroup true
	"$build/08_cgroup" --keep all --root "$root" "${programs[@]}" \
		"${binds[@]}" /srv/04_user id -u; rm -r "$root"'
	is stdout '0\x0a'
	silent 0
}

@test "in a box of 09 the filter forbids another: one line" {
	host "$outer"'inside 09_seccomp /srv/09_seccomp true; s=$?; rm -r "$root"; exit $s'
	fails 125 "$STEP: clone.*CLONE_NEWUSER.*: EPERM .*; .*"
	clean
}

@test "in a box of 09, 00 runs and 02 is refused" {
	host "$outer"'inside 09_seccomp /srv/00_spawn true; echo $?
	inside 09_seccomp /srv/02_mount true; echo $?; rm -r "$root"'
	is stdout '0\x0a125\x0a'
	is stderr.lines 1
	matches stderr '02_mount: clone.*CLONE_NEWNS: EPERM .*'
	clean
}

@test "five boxes in one another" {
	host "$outer"'
	words=("$build/04_user" --root "$root" --bind "$root:/mnt"
		"${programs[@]}" "${binds[@]}")
	for step in 05_uts 07_caps 08_cgroup; do
		words+=("/srv/$step" --root /mnt --bind /mnt:/mnt
			--bind /srv:/srv "${binds[@]}")
	done
	"${words[@]}" /srv/09_seccomp witness; s=$?; rm -r "$root"; exit $s'
	is witness 1
	matches box.NSpid '([0-9]+ ){6}2'
	silent 0
}

# ---- what it was started with ----------------------------------------------

@test "an environment of 1 MB: the box starts, and does not see it" {
	host 'for i in {1..10}; do export "big$i=$(printf %0104000d 0)"; done
	[ "$(env | wc -c)" -gt 1000000 ] || exit 99
	exec "$box" witness'
	is witness 1
	is box.env 'PATH HOME TERM'
	silent 0
}

@test "a TERM of 100 kB, or none" {
	host 'TERM=$(printf %0100000d 0) "$box" true; echo $?
	unset TERM; exec "$box" env'
	is exit.status 0
	matches stdout '0\\x0aPATH=[^\\]*\\x0aHOME=/\\x0a'
	clean
}

@test "1000 words: all of them arrive" {
	host 'exec "$box" sh -c '"'"'echo $# $1000'"'"' sh $(seq 1000)'
	matches stdout '1000 .*'
	host '"$box" echo $(seq 1000) | cmp - <(echo $(seq 1000))'
	silent 0
}

@test "one word of 100 kB arrives" {
	host 'word=$(printf %0100000d 0)
	"$box" echo "$word" | cmp - <(echo "$word")'
	silent 0
}

@test "an empty word is no command" {
	host 'exec "$box" ""'
	fails 127 "$STEP: cannot execute : ENOENT"
	clean
}

@test "started from elsewhere, and from a directory that is gone" {
	host 'cd /; "$box" true; echo $?; cd "$scratch"; mkdir d; cd d
	rmdir "$scratch/d"; "$box" true; echo $?'
	is stdout '0\x0a0\x0a'
	silent 0
}

@test "started by a relative symbolic link, and by PATH" {
	host 'cd "$scratch"; mkdir d
	ln -s "$(realpath --relative-to="$scratch/d" "$box")" d/link
	d/link test -x /bin/witness; echo $?; rm -r d
	cd /; PATH=$build:$PATH; 09_seccomp test -x /bin/witness; echo $?'
	is stdout '0\x0a0\x0a'
	silent 0
}

@test "SIGCHLD ignored: every step still knows how COMMAND ended" {
	host 'for step in $steps; do
		env --ignore-signal=CHLD "$build/$step" sh -c "exit 7"; echo $?
	done'
	is stdout '7\x0a7\x0a7\x0a7\x0a7\x0a7\x0a7\x0a7\x0a7\x0a7\x0a'
	silent 0
}

@test "all signals ignored, or blocked: COMMAND starts with none" {
	host 'exec env --ignore-signal "$box" witness'
	is box.SigIgn 0000000000000000
	is box.SigBlk 0000000000000000
	silent 0
	host 'exec env --block-signal "$box" witness'
	is box.SigIgn 0000000000000000
	is box.SigBlk 0000000000000000
	silent 0
}

@test "a signal blocked by the caller reaches COMMAND all the same" {
	look -o 'box catch catch 15' -o 'program term 15' -o 'box got caught 15' \
		-- env --block-signal "$BUILD/$STEP" witness
	is act.term ok
	is act.got 1
	silent 0
}

@test "umask 077: the box's directories are open as ever" {
	host -o 'box tmp stat /tmp' -o 'box dev stat /dev' \
		-o 'box shm stat /dev/shm' -o 'box sub mkdir /tmp/sub' \
		-o 'box mode stat /tmp/sub' 'umask 077; exec "$box" witness'
	matches act.tmp '.* mode=41777'
	matches act.dev '.* mode=40755'
	matches act.shm '.* mode=41777'
	matches act.mode '.* mode=40755'
	silent 0
}

# bats test_tags=scarce
@test "few descriptors: it runs, or one line says EMFILE" {
	host 'for n in {16..4}; do
		(ulimit -n $n; exec "$box" true) 2>"$scratch/err"; s=$?
		case "$s $(wc -l <"$scratch/err") $(cat "$scratch/err")" in
		"0 0 ") ;;
		"125 1 "*EMFILE*) n=$((n + 100)) ;;
		*) echo "$n: $s $(cat "$scratch/err")" ;;
		esac
		echo $((n / 100))
		rm "$scratch/err"
	done | sort | uniq -c | tr -s " "'
	# some of both, and nothing else
	matches stdout ' [1-9][0-9]* 0\\x0a [1-9][0-9]* 1\\x0a'
	silent 0
}

@test "all descriptors but one used up: one line" {
	host 'ulimit -n 20
	for fd in {3..18}; do eval "exec $fd</dev/null"; done
	exec "$build/00_spawn" true'
	fails 125 '00_spawn: .*: EMFILE .*'
	clean
}

@test "descriptors that are open stay outside" {
	host 'for fd in 3 4 7 19; do eval "exec $fd</"; done
	exec "$box" witness'
	is box.fd '0 1 2'
	silent 0
}

# bats test_tags=scarce
@test "ulimit -u: one line with EAGAIN, and what to look at" {
	host 'become=()
	[ "$(cat /proc/self/uid_map | tr -s " ")" = " 0 65534 1" ] ||
		become=(setpriv --reuid=1234 --regid=1234 --clear-groups)
	exec "${become[@]}" bash -c "ulimit -u 1; exec $box true"'
	fails 125 "$STEP: .*: EAGAIN .*; too many processes; see ulimit -u.*"
	clean
}

@test "no file may be written (ulimit -f 0): it runs" {
	host 'exec >/dev/null 2>&1; ulimit -f 0; exec "$box" true'
	is exit.status 0
	clean
}
