# What lib/ promises, call by call: build/unit (tests/unit.c) makes the calls.
# shellcheck disable=SC2030,SC2031 # bats sets output and status for a test
load helper
bats_require_minimum_version 1.5.0

setup() {
	trace_test_only
	cd "$BATS_TEST_TMPDIR" || return
	umask 022
}

# unit CALL ARG...: its $status, its $output, and its $stderr
unit() {
	run --separate-stderr "$BUILD/unit" "$@"
}

# gives STATUS STDOUT STDERR: that, and no more
# shellcheck disable=SC2154 # run sets stderr
gives() {
	[ "$status $output $stderr" = "$1 $2 ${3-}" ] || {
		printf 'expected: %s [%s] [%s]\n' "$1" "$2" "${3-}"
		printf 'observed: %s [%s] [%s]\n' "$status" "$output" "$stderr"
		return 1
	}
}

# ---- must ------------------------------------------------------------------

@test "must returns what is not -1, and says nothing" {
	unit must 3 EPERM 'chroot /x'
	gives 0 3
	unit must 0 EPERM 'chroot /x'
	gives 0 0
	unit must -2 EPERM 'chroot /x'
	gives 0 -2
}

@test "must ends with 125 at -1: the call, errno by name and in words" {
	unit must -1 EISDIR 'frobnicate /x'
	gives 125 '' 'unit: frobnicate /x: EISDIR (Is a directory)'
	unit must -1 EXDEV ''
	gives 125 '' 'unit: : EXDEV (Invalid cross-device link)'
}

@test "must adds the remedy where errno misleads, and only there" {
	unit must -1 EPERM 'clone3 CLONE_NEWUSER CLONE_NEWNS'
	[[ $stderr == *'(Operation not permitted); user namespaces are'* ]]
	unit must -1 EPERM 'clone3 CLONE_NEWNS'
	[[ $stderr == *'; needs root; without it: unshare'* ]]
	unit must -1 ENOSPC 'clone3 CLONE_NEWUSER'
	[[ $stderr == *max_user_namespaces ]]
	unit must -1 ENOSPC 'clone3 CLONE_NEWNET'
	[[ $stderr == *'see the limits in /proc/sys/user' ]]
	unit must -1 EINVAL 'clone3 CLONE_NEWNET'
	[[ $stderr != *';'* ]]
	unit must -1 ENOSPC 'write to /x'
	[[ $stderr != *';'* ]]
}

@test "must tells the remedies that the steps' readers need" {
	for row in 'EPERM|chroot /x|root' 'EAGAIN|clone3|ulimit -u' \
		'ENOMEM|fork|PID 1' 'EPERM|write to /proc/1/uid_map|own id' \
		'EPERM|write to /proc/1/gid_map|setgroups' \
		'EPERM|mount proc|covered' 'EINVAL|pivot_root . .|mount point' \
		'EBUSY|pivot_root . .|already' 'ENOENT|chdir /x|make rootfs' \
		'EACCES|mkdir a cgroup in /x|Delegate' \
		'EPERM|sethostname x|UTS' \
		'ENOENT|mount /x/rootfs MS_BIND|make rootfs' \
		'EINVAL|move_mount to /x|director'; do
		IFS='|' read -r error words remedy <<<"$row"
		unit must -1 "$error" "$words"
		echo "$row: $stderr"
		[ "$status" = 125 ]
		[[ $stderr == *"); "*"$remedy"* ]]
	done
}

@test "explain narrates what succeeds: the side, the call, the result" {
	unit explain host 5 0 'clone3 CLONE_NEWNS'
	gives 0 5 'host: clone3 CLONE_NEWNS = 5'
	unit explain box 0 0 'mount proc'
	gives 0 0 'box: mount proc = 0'
}

@test "explain changes nothing about what fails" {
	unit explain box -1 EPERM 'frobnicate'
	gives 125 '' 'unit: frobnicate: EPERM (Operation not permitted)'
}

@test "die says one line and ends with 125; note says one and goes on" {
	unit die 'what is wrong'
	gives 125 '' 'unit: what is wrong'
	unit note 'what is to be known'
	gives 0 'goes on' 'unit: what is to be known'
}

@test "control characters in a name become ?, and there is one line" {
	unit die $'a\nb\rc\ed\te\x7ff'
	gives 125 '' 'unit: a?b?c?d?e?f'
	unit must -1 ENOENT $'open a\nb'
	gives 125 '' 'unit: open a?b: ENOENT (No such file or directory)'
	unit explain host 0 0 $'open a\nb'
	gives 0 0 'host: open a?b = 0'
}

@test "names in other languages stay as they are" {
	unit note 'München 東京'
	gives 0 'goes on' 'unit: München 東京'
}

@test "a line that is too long is cut, but errno is still told" {
	unit must -1 EPERM "$(printf 'x%.0s' {1..5000})"
	[ "$status" = 125 ]
	[[ $stderr == "unit: xxx"*": EPERM (Operation not permitted)" ]]
	[ "${#stderr}" -lt 1024 ]
	"$BUILD/unit" die "$(printf 'x%.0s' {1..5000})" 2>long || true
	[ "$(wc -l <long)" = 1 ]
}

@test "each report is one write, so that those of many do not mix" {
	for _ in {1..20}; do "$BUILD/unit" note "$(printf 'y%.0s' {1..200})" & done \
		>/dev/null 2>notes
	wait
	[ "$(sort -u notes | wc -l)" = 1 ]
	[ "$(wc -l <notes)" = 20 ]
}

@test "every errno has its name; what is none is E?" {
	unit errno_name 1
	gives 0 EPERM
	unit errno_name 38
	gives 0 ENOSYS
	unit errno_name 95 # not ENOTSUP, its other name
	gives 0 EOPNOTSUPP
	unit errno_name 11 # not EWOULDBLOCK
	gives 0 EAGAIN
	for none in 0 -1 4095; do
		unit errno_name "$none"
		gives 0 'E?'
	done
}

@test "quit: exit handlers run on the host's side, not on the box's" {
	unit quit host 7
	gives 7 'handlers have run'
	unit quit box 7
	gives 7 ''
}

# ---- fileio ----------------------------------------------------------------

@test "file_read takes the whole of a short file, ended by NUL" {
	printf 'abc\n' >f
	unit file_read 100 f
	gives 0 $'4 \n[abc\n]'
	: >f
	unit file_read 100 f
	gives 0 $'0 \n[]'
}

@test "file_read takes no more than fits, its NUL included" {
	printf 'abcdef' >f
	unit file_read 4 f
	gives 0 $'3 \n[abc]'
	unit file_read 7 f
	gives 0 $'6 \n[abcdef]'
}

@test "file_read: -1 and errno for what cannot be opened or read" {
	unit file_read 10 none
	[[ $output == '-1 ENOENT'* ]]
	unit file_read 10 .
	[[ $output == '-1 EISDIR'* ]]
	unit file_read 10 "$BATS_TEST_FILENAME/x"
	[[ $output == '-1 ENOTDIR'* ]]
	unit file_read 10 /proc/self/mem
	[[ $output == '-1 EIO'* ]]
}

@test "file_try_write writes, and creates nothing" {
	: >f
	unit file_try_write hello f
	gives 0 '0 '
	[ "$(cat f)" = hello ]
	unit file_try_write hello none
	gives 0 '-1 ENOENT'
	[ ! -e none ]
	unit file_try_write hello .
	gives 0 '-1 EISDIR'
	unit file_try_write hello /dev/full
	gives 0 '-1 ENOSPC'
}

@test "file_try_write: a short write is an error, with an errno" {
	: >f
	unit short_write 4 try 'much more' f
	[ "$(cat f)" = much ]
	gives 0 '-1 EIO'
}

@test "file_write reports the text and the file" {
	: >f
	unit file_write 'one line' f
	gives 0 written
	unit file_write $'one\ntwo\n' none
	gives 125 '' \
		'unit: write "one" to none: ENOENT (No such file or directory)'
	unit file_write x /dev/full
	gives 125 '' \
		'unit: write "x" to /dev/full: ENOSPC (No space left on device)'
}

@test "file_write: a short write ends with 125 and EIO" {
	: >f
	# through a pipe: a file for stderr could not grow either
	run bash -c 'set -o pipefail
		"$1" short_write 4 must "much more" f 2>&1 | cat' bash "$BUILD/unit"
	[ "$status" = 125 ]
	[ "$output" = 'unit: write "much more" to f: EIO (Input/output error)' ]
}

@test "file_hold_standard: what is open stays as it is" {
	run "$BUILD/unit" file_hold_standard </dev/null 2>/dev/null
	[ "${lines[0]}" = '0 read' ]
	[ "${lines[3]}" = 'next 1' ]
}

@test "file_hold_standard: what was closed is taken, and refuses as before" {
	run "$BUILD/unit" file_hold_standard 0 1 2
	[ "$output" = '0 write refused
1 read refused
2 read refused
next 1' ]
	run "$BUILD/unit" file_hold_standard 0 </dev/null
	[ "${lines[0]}" = '0 write refused' ]
	run "$BUILD/unit" file_hold_standard 2 </dev/null
	[ "${lines[0]}" = '0 read' ]
	[ "${lines[2]}" = '2 read refused' ]
}

# ---- options ---------------------------------------------------------------

@test "without options: a shell, step by step with its defaults" {
	unit options 0
	gives 0 $'hostname box\nnet lo\nargv /bin/sh\numask 022'
	unit options 9
	gives 0 "root $(realpath "$BUILD")/rootfs
hostname box
net lo
argv /bin/sh
umask 022"
}

@test "every option of step 9 lands where it belongs" {
	unit options 9 -r /r -x -p --bind /a:/b --bind /c:/d:ro --map 0:0:1 \
		--hostname h --net veth --keep none --memory 1G \
		--pids 5 --cpu 50 --deny a,b --kill c --deny d
	gives 0 'explain yes
pause yes
root /r
hostname h
net veth
keep none
memory 1G
pids 5
cpu 50
bind /a:/b
bind /c:/d:ro
map 0:0:1
deny a,b
deny d
kill c
argv /bin/sh
umask 022'
}

@test "--no-map is an option, and none beside --map" {
	unit options 4 --no-map
	[[ $output == $'no_map yes\n'* ]]
	unit options 4 --no-map --map 0:0:1
	gives 125 '' 'unit: --map and --no-map: want one or the other'
}

@test "long names with = and letters run together" {
	unit options 1 --root=/a -xp true
	gives 0 $'explain yes\npause yes\nroot /a\nhostname box\nnet lo\nargv true\numask 022'
	unit options 1 -xr/a true
	[[ $output == *'root /a'*'argv true'* ]]
}

@test "the last of two values holds" {
	unit options 5 --hostname a --hostname b
	[[ $output == *$'hostname b\n'* ]]
	[[ $output != *'hostname a'* ]]
}

@test "options end at the first word that is none, and at --" {
	unit options 0 -x cmd -p --help
	gives 0 $'explain yes\nhostname box\nnet lo\nargv cmd\nargv -p\nargv --help\numask 022'
	unit options 0 -- -x -- y
	gives 0 $'hostname box\nnet lo\nargv -x\nargv --\nargv y\numask 022'
	unit options 0 - -x
	[[ $output == *$'argv -\nargv -x'* ]]
	unit options 0 '' -x
	[[ $output == *$'argv \nargv -x'* ]]
}

# Which step brings which option.
since='1 --root=x|1 -rx|2 --bind=x|4 --map=x|4 --no-map|5 --hostname=x|6 --net=x|7 --keep=x|8 --memory=x|8 --pids=x|8 --cpu=x|9 --deny=x|9 --kill=x|0 --explain|0 -x|0 --pause|0 -p'

@test "each step has the options of its own and of those before, no other" {
	while read -r first option; do
		for step in {0..9}; do
			unit options "$step" "$option" command
			echo "$step $option: $status $stderr"
			if [ "$step" -ge "$first" ]; then
				[ "$status" = 0 ]
			else
				[ "$status" = 125 ]
				[[ $stderr == "unit: "*": no such option in this step; try --help" ]]
				[ -z "$output" ]
			fi
		done
	done < <(tr '|' '\n' <<<"$since")
}

@test "an option that is none is named" {
	unit options 9 --nonsense
	gives 125 '' 'unit: --nonsense: no such option in this step; try --help'
	unit options 9 -xz
	gives 125 '' 'unit: -z: no such option in this step; try --help'
	unit options 9 --explain=1
	gives 125 '' 'unit: --explain=1: no such option in this step; try --help'
}

@test "an option's name is not to be shortened" {
	for option in --host --hostnam=y --expl --ro --roo=/tmp; do
		unit options 9 "$option" x
		gives 125 '' "unit: $option: no such option in this step; try --help"
	done
}

@test "the root that we have is no root for a box, by whatever name" {
	for dir in / // /.. /proc/self/root; do
		unit options 2 --root "$dir"
		gives 125 '' "unit: --root $dir: want another root directory"
	done
	unit options 1 --root /
	[ "$status" = 0 ]
}

@test "a value that is missing: the option is named; in step 0 -r is none" {
	for option in --root --bind --map --hostname --net --keep --memory \
		--pids --cpu --deny --kill; do
		unit options 9 "$option"
		gives 125 '' "unit: $option wants a value; try --help"
	done
	unit options 1 -r
	gives 125 '' 'unit: -r wants a value; try --help'
	unit options 0 -r
	gives 125 '' 'unit: -r: no such option in this step; try --help'
}

@test "an option may be repeated 32 times, and no more" {
	for option in --bind --map --deny --kill; do
		unit many_options "$option" value 32
		[ "$status" = 0 ]
		[ "$(grep -c "^${option#--} value$" <<<"$output")" = 32 ]
		unit many_options "$option" value 33
		gives 125 '' "unit: $option: more than 32 times"
	done
}

@test "--help: on stdout, status 0, before anything that follows" {
	unit options 5 --help --nonsense
	[ "$status" = 0 ]
	[[ $output == 'usage: unit [OPTION...] [--] [COMMAND [ARG...]]'* ]]
	[[ $output == *--hostname* ]]
	[[ $output != *--net* ]]
	[ -z "$stderr" ]
	run -1 grep -E '^.{81}' <<<"$output"
	unit options 9 -h
	[[ $output == *--kill* ]]
	run -1 grep -E '^.{81}' <<<"$output"
}

@test "options_parse sets umask 022" {
	umask 077
	unit options 0
	[[ $output == *'umask 022' ]]
}

@test "numbers: the bounds themselves are taken" {
	unit number 1 1 9
	gives 0 1
	unit number 9 1 9
	gives 0 9
	unit number 0 0 9
	gives 0 0
	unit number 18446744073709551615 0 18446744073709551615
	gives 0 18446744073709551615
}

@test "numbers: beyond the bounds, with junk, with blanks, with signs" {
	for text in 0 10 '' ' ' ' 5' '5 ' +5 -5 -0 5x x5 0x5 5.0 5,0 1e0 $'5\n' \
		18446744073709551616 99999999999999999999999; do
		unit number "$text" 1 9
		gives 125 '' "unit: --x ${text//$'\n'/?}: want a whole number from 1 to 9"
	done
}

@test "numbers: what is too large for any type does not wrap around" {
	unit number 18446744073709551617 0 18446744073709551615 # 2^64 + 1
	[ "$status" = 125 ]
	unit number -18446744073709551615 0 18446744073709551615
	[ "$status" = 125 ]
}

# ---- sync ------------------------------------------------------------------

@test "the box waits until the host lets it go" {
	unit sync_go
	gives 0 $'it waits\nbox goes on\nbox 7'
}

@test "when the host dies, the waiting box ends quietly with 125" {
	unit sync_host_dies
	gives 0 'box 125'
}

@test "when the box dies, the host goes on, without SIGPIPE" {
	unit sync_box_dies
	gives 0 $'box 137\nhost goes on'
}

@test "the box can ask whether the host is gone" {
	unit sync_host_gone
	gives 0 $'0\n1'
}

@test "without --pause there is no pause, and no word" {
	unit sync_pause off
	gives 0 $'box goes on\nbox 7'
}

@test "--pause tells the box's PID and waits for Enter, or the end of input" {
	for input in '' $'\n' $'abc\n' x; do
		run --separate-stderr "$BUILD/unit" sync_pause on <<<"$input"
		[ "$status $output" = $'0 box goes on\nbox 7' ]
		[[ $stderr =~ ^'The box is PID '([0-9]+)'.' ]]
		[[ $stderr == *"/proc/${BASH_REMATCH[1]}/ns"* ]]
		[[ $stderr == *"--target ${BASH_REMATCH[1]} "* ]]
	done
	run --separate-stderr "$BUILD/unit" sync_pause on </dev/null
	[ "$status $output" = $'0 box goes on\nbox 7' ]
	run bash -c '"$1" sync_pause on <&- 2>/dev/null' bash "$BUILD/unit"
	[ "$status $output" = $'0 box goes on\nbox 7' ]
}

@test "--pause does not go on before Enter" {
	mkfifo pipe
	"$BUILD/unit" sync_pause on <pipe >out 2>err 3>&- &
	local pid=$! until=$((SECONDS + 5))
	exec 9>pipe
	until grep -q 'Enter starts' err; do [ "$SECONDS" -lt "$until" ]; done
	printf x >&9
	[ ! -s out ]
	kill -0 "$pid"
	printf '\n' >&9
	wait "$pid"
	[ "$(cat out)" = $'box goes on\nbox 7' ]
	exec 9>&-
}

@test "during --pause SIGHUP, SIGINT, SIGQUIT and SIGTERM end the host" {
	mkfifo pipe
	exec 9<>pipe
	for sig in 1 2 3 15; do
		run --separate-stderr "$BUILD/unit" sync_pause on "$sig" <&9
		[ "$status" = $((128 + sig)) ]
		[[ $output != *'goes on'* ]]
	done
	exec 9>&-
}

@test "when the host dies during --pause, the box ends quietly with 125" {
	unit sync_pause_host_dies
	gives 0 'box 125'
}

# ---- mkrootfs --------------------------------------------------------------

# All of the host's programs but busybox, as links in DIR; its full name.
without_busybox() {
	mkdir "$1"
	ln -s /usr/bin/* "$1"
	rm -f "$1/busybox"
	(cd "$1" && pwd)
}

# Makes a rootfs in a sandbox, with PATH as it is or by without_busybox, and
# prints what its programs have to say, which run as root there.
# shellcheck disable=SC2016
try_rootfs() {
	local script='
	scratch=$(sed -n "s/^scratch \([^ ]*\) .*/\1/p" /proc/mounts)
	[ "$3" ] && PATH=$(without_busybox "$scratch/tools")
	"$1/lib/mkrootfs" "$scratch/r" || exit
	cd "$scratch/r"
	stat -c "%n %a" bin dev etc home mnt opt proc root run srv sys tmp usr var
	[ ! -e bin/busybox ] || echo busybox
	"$2/01_chroot" --root . /bin/sh -c "
		cat /etc/passwd | head -n 1; ls /bin/sh; id -u; cd /tmp
		mkdir d; touch d/f; ls d; rm d/f; rmdir d; sleep 0; kill -0 \$\$
		stat -c %a /tmp; readlink /none; env >/dev/null; echo \$HOME
		dd if=/etc/group of=/dev/null 2>/dev/null; echo done"'
	"$BUILD/observe" -t 60 --run -- bash -c \
		"$(declare -f without_busybox); $script" bash "$ROOT" "$BUILD" "$@"
}

in_rootfs='bin 755
dev 755
etc 755
home 755
mnt 755
opt 755
proc 755
root 755
run 755
srv 755
sys 755
tmp 1777
usr 755
var 755'
they_say='root:x:0:0:root:/root:/bin/sh
/bin/sh
0
f
1777
/
done'

@test "mkrootfs makes a root whose programs run" {
	run try_rootfs ''
	[ "$status" = 0 ]
	diff <(echo "$in_rootfs"; echo "$they_say") <(grep -vx busybox <<<"$output")
}

@test "mkrootfs without busybox takes programs and their libraries" {
	[ ! -e /sbin/busybox ] || [ -L /sbin ] || skip "busybox is in /sbin"
	run try_rootfs without
	[ "$status" = 0 ]
	diff <(echo "$in_rootfs"; echo "$they_say") - <<<"$output"
}

@test "mkrootfs with a static busybox makes links to it, none outside" {
	busybox=$(command -v busybox) || skip "no busybox here"
	if ldd "$busybox" >/dev/null 2>&1; then skip "busybox is dynamic"; fi
	"$ROOT/lib/mkrootfs" r
	cmp "$busybox" r/bin/busybox
	[ "$(readlink r/bin/sh)" = busybox ]
	[ -z "$(find r -type l ! -lname busybox)" ]
}

@test "mkrootfs does not take a busybox that is dynamic" {
	path=$(without_busybox tools)
	cp -L /usr/bin/id tools/busybox
	PATH=$path "$ROOT/lib/mkrootfs" r
	[ ! -e r/bin/busybox ]
	[ -x r/bin/ls ]
}

@test "mkrootfs: everything in it can be read by everybody, umask or not" {
	umask 077
	"$ROOT/lib/mkrootfs" r
	[ -z "$(find r ! -type l ! -perm -0444)" ]
	[ -z "$(find r -type d ! -perm -0555)" ]
	[ -z "$(find r ! -type l -perm /6000)" ] # no set-user-ID program
}

@test "mkrootfs takes names with spaces and quotes" {
	printf '#!/bin/sh\n' >"my 'own' tool"
	chmod 755 "my 'own' tool"
	"$ROOT/lib/mkrootfs" "a b'c \"d" "my 'own' tool"
	[ -e "a b'c \"d/.done" ]
	[ -x "a b'c \"d/bin/my 'own' tool" ]
	[ "$(ls)" = "a b'c \"d"$'\n'"my 'own' tool" ]
}

@test "mkrootfs twice in a row: the second is the first, and nothing old" {
	"$ROOT/lib/mkrootfs" r
	find r | sort >first
	touch r/bin/stale
	"$ROOT/lib/mkrootfs" r
	find r | sort | diff first -
}

@test "mkrootfs: a program that is missing is an error, and it is not done" {
	run "$ROOT/lib/mkrootfs" r /no/such/program
	[ "$status" != 0 ]
	[[ $output == *program* ]]
	[ ! -e r/.done ]
	"$ROOT/lib/mkrootfs" r # and can be repeated
	[ -e r/.done ]
}

# In a sandbox: a mkrootfs that gets this wrong writes to /etc.
refuses() {
	run "$BUILD/observe" --run -- "$ROOT/lib/mkrootfs" "$@"
	echo "$output"
	[ "$status" = 2 ]
	[ "$(wc -l <<<"$output")" = 1 ]
}

@test "mkrootfs without a name, or with an empty one: usage, status 2" {
	refuses
	[[ $output == usage:* ]]
	refuses ''
}

@test "mkrootfs makes no root of / or of an option" {
	refuses /
	refuses --help
	refuses -x
}

@test "mkrootfs does not remove a directory that it has not made" {
	mkdir mine
	touch mine/file
	run "$ROOT/lib/mkrootfs" mine
	[ "$status" = 2 ]
	[ -e mine/file ]
	mkdir empty # of this nothing is lost
	"$ROOT/lib/mkrootfs" empty
	[ -e empty/.done ]
}
