# docs/facts.md is the whole list: of keys, and of orders.
load helper

setup_file() {
	"$BUILD/observe" -o "box key uname" -- "$BUILD/09_seccomp" -- witness \
		>"$BATS_FILE_TMPDIR/main"
}

# shellcheck disable=SC2016 # the backquotes are Markdown's
# The keys of the page, as regular expressions.
documented() {
	sed -n '/^## Keys/,/^## Orders/p' "$ROOT/docs/facts.md" |
		sed -n 's/^| \(`[^|]*\) |.*/\1/p' | grep -o '`[^`]*`' | tr -d '`' |
		sed 's/\./\\./g;s/SIDE/(host|box|parent)/;s/KIND/[a-z]+/;s/TREE/[^.]+/;s/PATH/.*/;s/NAME/[A-Z_a-z]+/;s/KEY/.+/'
}

@test "every fact that is printed is in the list" {
	documented | sed 's/.*/^(&)$/' >"$BATS_TEST_TMPDIR/known"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/known")" -gt 40 ]
	run grep -vEf "$BATS_TEST_TMPDIR/known" <(sed 's/=.*//' "$BATS_FILE_TMPDIR/main")
	echo "$output"
	[ "$status" = 1 ]
}

@test "every fact in the list is printed" {
	sed 's/=.*//' "$BATS_FILE_TMPDIR/main" >"$BATS_TEST_TMPDIR/printed"
	documented | while read -r key; do
		grep -qE "^($key)\$" "$BATS_TEST_TMPDIR/printed" || {
			echo "$key is never printed"
			false
		}
	done
}

@test "the list of orders is the list in the source" {
	diff <(sed -n '/^## Orders/,$s/^| `\([a-z]*\).*/\1/p' "$ROOT/docs/facts.md" | grep -v '^order$' | sort -u) \
		<(grep -oE '\{ "[a-z]+", do_' "$ROOT/tests/orders.c" | cut -d'"' -f2 | sort)
}

@test "a value with control characters is one line" {
	run "$BUILD/observe" -- "$BUILD/00_spawn" -- sh -c 'printf "a\tb\nc\\d\e[1m"'
	[[ $output == *$'\nstdout=a\\x09b\\x0ac\\\\d\\x1b[1m\n'* ]]
}

@test "what two processes write at once is kept: it is appended" {
	run "$BUILD/observe" -- grep flags /proc/self/fdinfo/1 /proc/self/fdinfo/2
	echo "$output"
	# 02000 is O_APPEND
	[[ $output =~ stdout=.*/1:flags:.*[2367][0-7]{3}\\x0a.*/2:flags:.*[2367][0-7]{3}\\x0a ]]
}

@test "a mount point's name cannot pose as a fact" {
	run "$BUILD/observe" -- "$BUILD/02_mount" --root "$BUILD/rootfs" -- sh -c \
		"mkdir -p '/tmp/x.flags=ro'; mount -t tmpfs x '/tmp/x.flags=ro'; exec witness"
	[[ $output == *$'\nbox.mount./tmp/x.flags\\x3dro.type=tmpfs\n'* ]]
	[[ $output != *$'\nbox.mount./tmp/x.flags='* ]]
}

@test "a mount is shared, tied in one direction, or private" {
	local ties
	for ties in shared slave private; do
		run "$BUILD/observe" -- unshare --user --map-root-user --mount \
			--propagation "$ties" "$BUILD/witness"
		run grep '^box.mount./.propagation=' <<<"$output"
		echo "$ties: $output"
		[[ $output == *="$ties" ]]
	done
}

@test "of too many mounts and variables few are told, and the rest is whole" {
	# shellcheck disable=SC2016 # for the inner shell
	run "$BUILD/observe" -t 20 -- "$BUILD/02_mount" --root "$BUILD/rootfs" -- sh -c \
		'i=0; while [ $i -lt 400 ]; do export V$i=x; i=$((i + 1)); done
		 i=0; while [ $i -lt 310 ]; do mount -t tmpfs x /tmp; i=$((i + 1)); done
		 exec witness'
	[[ $output == *$'\nbox.mounts.count=3'[12][0-9]$'\n'* ]]
	[[ $output != *$'\nbox.mounts='* ]]
	[ "$(grep -c '^box.env.V' <<<"$output")" -le 300 ]
	[[ $output == *$'\nleft.hostname=host'* ]]
}

@test "an argument of COMMAND's cannot pose as two, nor as a fact" {
	run "$BUILD/observe" -- "$BUILD/00_spawn" -- "$BUILD/witness" 'two words' 'a;b' '' $'c\nbox.args=d'
	output=$(grep '^box.args' <<<"$output")
	echo "$output"
	[[ $output == box.args=*'/witness;two words;a?b;;c\x0abox.args=d' ]]
}

@test "of very long arguments the first are told, and the rest is whole" {
	run "$BUILD/observe" -- "$BUILD/00_spawn" -- "$BUILD/witness" $(seq 3000)
	[[ $output == *$'\nbox.args='*'/witness;1;2;3;4;5;'* ]]
	[ "$(grep '^box.args=' <<<"$output" | wc -c)" -le 8201 ]
	[[ $output == *$'\nleft.hostname=host'* ]]
}

@test "the witness is known by its bytes, not by its name" {
	dir=$(mktemp -d /var/tmp/boxwright.XXXXXX) # /tmp is hidden in there
	cp "$(command -v sleep)" "$dir/witness"
	run "$BUILD/observe" --timeout 1 -- "$BUILD/00_spawn" -- "$dir/witness" 20
	rm -r "$dir"
	[[ $output == *$'\nwitness=0\n'* ]]
	[[ $output == *$'\ntimeout=1\n'* ]]
}

@test "a witness is looked at when it has closed what it opened itself" {
	grep box.fd "$BATS_FILE_TMPDIR/main"
	grep -qx 'box.fd=0 1 2' "$BATS_FILE_TMPDIR/main"
}

@test "a program that only prints proves nothing" {
	run "$BUILD/observe" -- "$BUILD/00_spawn" -- sh -c 'echo witness=1; echo box.ns.uts=1'
	[[ $output == *$'\nwitness=0\n'* ]]
	run grep -c '^box\.' <<<"$output"
	[ "$output" = 0 ]
}

@test "a program that leaves a process behind is told on" {
	run "$BUILD/observe" -- "$BUILD/00_spawn" -- sh -c 'setsid sleep 20 & sleep 0.1'
	[[ $output == *$'\nleft.processes=1\n'* ]]
}

@test "a program that leaves a file, a mount, a link is told on" {
	run "$BUILD/observe" -- bash -c \
		"touch /tmp/left; mount -t tmpfs x /mnt; ip link add gone type dummy || ip link add gone type veth"
	[[ $output == *$'\nleft.files=left\n'* ]]
	[[ $output == *$'\nleft.mounts=1\n'* ]]
	[[ $output == *$'\nleft.links='*gone* ]]
}

@test "a program that changes the hostname is told on" {
	run "$BUILD/observe" -- hostname other
	[[ $output == *$'\nleft.hostname=other'* ]]
}

@test "the host's files cannot be written from the sandbox" {
	run "$BUILD/observe" --run -- touch "$ROOT/README.md" /etc/hostname
	[ "$status" != 0 ]
	# By the kernel's record; who owns neither file is told of that first.
	matches host.mount./.flags 'ro(,.*)?'
	[[ $output == *[Rr]ead-only* || $WHO$output == user*denied* ]]
}

@test "the time limit ends what does not end" {
	run timeout 10 "$BUILD/observe" --timeout 1 -- "$BUILD/00_spawn" -- sleep 60
	[ "$status" = 0 ]
	[[ $output == *$'\ntimeout=1\n'* ]]
}

# stopped SECONDS OPTION... -- PROGRAM...: observe, which is stopped for so long
# as soon as PROGRAM is there, while it rests
stopped() {
	local pid init program='' call='' state deadline=$((SECONDS + 20)) seconds=$1
	shift
	"$BUILD/observe" "$@" >"$BATS_TEST_TMPDIR/out" &
	pid=$!
	until [ "$program" ]; do # it has started: the agent is the first
		[ $SECONDS -lt $deadline ]
		init=$(<"/proc/$pid/task/$pid/children") && init=${init% }
		[ -z "$init" ] || read -r _ program \
			<<<"$(<"/proc/$init/task/$init/children")"
	done
	until [[ $call == @(7|73)\ * ]]; do # poll(2), ppoll(2) on arm64
		[ $SECONDS -lt $deadline ]
		kill -CONT $pid
		kill -STOP $pid
		until read -r _ _ state _ <"/proc/$pid/stat" && [ "$state" = T ]; do :; done
		call=$(<"/proc/$pid/syscall")
	done
	read -r -t "$seconds" <> <(:) || true
	kill -CONT $pid
	wait $pid
	grep -x timeout=0 "$BATS_TEST_TMPDIR/out"
	grep -x witness=1 "$BATS_TEST_TMPDIR/out"
}

@test "time for which the machine kept us waiting does not count" {
	stopped 3.2 -t 2 -- bash -c 'read -t 4 <> <(:); exec "$0" -- "$1"' \
		"$BUILD/00_spawn" "$BUILD/witness"
}

@test "where observe is kept from looking, half a second counts at most" {
	run "$BUILD/observe" -t 2 -o "outside late run $(command -v sleep) 3" -o "box runs spin 200" -- \
		"$BUILD/00_spawn" "$BUILD/witness"
	echo "$output"
	grep -xE 'act.runs=[0-9]+' <<<"$output"
}

@test "a witness waits for observe, however late that is" {
	stopped 14 -t 10 -o "box name uname" -- bash -c 'read -t 3 <> <(:); exec "$0" -- "$1"' \
		"$BUILD/00_spawn" "$BUILD/witness"
	grep -x act.name=host "$BATS_TEST_TMPDIR/out"
}

@test "--table shows both sides and what differs" {
	run "$BUILD/observe" --table -- "$BUILD/07_caps" -- witness
	[[ $output == *"UTS namespace"*"CLONE_NEWUTS"* ]]
	[[ $output == *"IPC namespace"*" -"* ]]
	[[ $output == *"00000000a80425fb"* ]]
}

@test "--table of a program without a witness says so" {
	run "$BUILD/observe" --table -- "$BUILD/07_caps" --keep nonsense -- witness
	[[ $output == *"started no witness (exit status 125)"* ]]
}

@test "--run passes output and status on" {
	run "$BUILD/observe" --run -- sh -c 'echo out; exit 7'
	[ "$status" = 7 ]
	[ "$output" = out ]
}

@test "bad use of observe is one line and 125" {
	for args in "" "--timeout 0 -- x" "--nonsense -- x" "--timeout 5x -- x" "--boxes"; do
		# shellcheck disable=SC2086
		run "$BUILD/observe" $args
		echo "$args: $status $output"
		[ "$status" = 125 ]
		[ "${#lines[@]}" = 1 ]
		[[ $output == "observe: "* ]]
	done
	run "$BUILD/observe" $'--non\e[31msense' -- x
	[ "$output" = 'observe: --non?[31msense: no such option, or one that wants a value; try --help' ]
}

# shellcheck disable=SC2030
@test "a bad order is one line and 125" {
	run "$BUILD/observe" -o "nobody key uname" -- "$BUILD/00_spawn" -- "$BUILD/witness"
	[ "$status" = 125 ]
	[ "${#lines[@]}" = 1 ]
}

# shellcheck disable=SC2031 # run sets it
# value KEY: of the observation in $output
value() {
	sed -n "s/^$1=//p" <<<"$output"
}

@test "--boxes 2: two boxes are looked at, each takes its own orders" {
	# shellcheck disable=SC2016 # for the inner shell
	run "$BUILD/observe" --boxes 2 -o "box a uname" -o "box2 b uname" -- sh -c \
		'"$1" --hostname ann -- witness & "$1" --hostname ann -- witness; wait' sh "$BUILD/05_uts"
	[ "$(value witness)" = 2 ]
	[ "$(value act.a) $(value act.b)" = "ann ann" ]
	[ "$(value box.ns.uts)" != "$(value box2.ns.uts)" ]
	[ "$(value left.processes)" = 0 ]
}

@test "--boxes 2, but there is one: it is counted, and the other's orders are not answered" {
	run "$BUILD/observe" -t 2 --boxes 2 -o "box a uname" -o "box2 b uname" -- \
		"$BUILD/05_uts" --hostname ann -- witness
	[ "$(value witness)" = 1 ]
	[ "$(value act.b)" = gone ]
}

@test "--beside starts a box first, and tells the program its PID" {
	run "$BUILD/observe" --beside "$BUILD/neighbour --root $BUILD/rootfs --hostname zoe -- witness" \
		-o "beside name uname" -o "host there kill {beside.NSpid 2} 0" -- \
		"$BUILD/05_uts" --hostname "p{beside.pid}" -- witness
	[ "$(value act.name)" = zoe ]
	[ "$(value act.there)" = ok ]
	[[ $output == *$'\nhost.'* && "$(value beside.NSpid)" == *" "* ]]
	[ "$(value box.ns.uts)" != "$(value beside.ns.uts)" ]
}

@test "an order of WHO before is carried out before the program starts, one of after behind its end" {
	run "$BUILD/observe" -o "before made mkdir /tmp/made" -o "after there stat /tmp/made" -- \
		"$BUILD/00_spawn" -- sh -c 'rmdir /tmp/made; exit $?'
	[ "$(value act.made)" = ok ]
	[ "$(value exit.status)" = 0 ]
	[ "$(value act.there)" = ENOENT ]
}

@test "--chroot starts the program in another root directory" {
	run "$BUILD/observe" --chroot "$BUILD/rootfs" -- "$BUILD/neighbour" --help
	[ "$(value exit.status)" = 0 ]
	run "$BUILD/observe" --chroot "$BUILD/rootfs" -- "$BUILD/witness"
	[ "$(value box.root)" != "$(value host.root)" ]
}
