# The bad days of ../baddays.bats once more, with machines that are booted.
#
# `make vm-baddays` runs these; they want a machine in .cache/vm, so not `make
# test`.  KERNEL and ARCH name it.

bats_require_minimum_version 1.5.0

setup() {
	here=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	kernel=${KERNEL:-6.1} arch=${ARCH:-amd64}
	cache=${VM_CACHE:-${here%/tests/vm}/.cache/vm}
	[ -e "$cache/$arch-$kernel/root.ext4" ] ||
		skip "no machine in $cache: make vm-test KERNEL=$kernel ARCH=$arch"
	mkdir -p "$BATS_TEST_TMPDIR/tree/tests"
	cp -r "$here" "$BATS_TEST_TMPDIR/tree/tests/vm"
	export TMPDIR=$BATS_TEST_TMPDIR # is in the command line of our qemu
}

boot() {
	run "$here/boot" "$kernel" "$arch" "$BATS_TEST_TMPDIR/tree" \
		"$BATS_TEST_TMPDIR/out" "$1"
	echo "$output"
}

# Prints the command line of each qemu of ours that there is.
machines() {
	local file
	for file in /proc/[0-9]*/cmdline; do
		{ tr '\0' ' ' <"$file" | grep "^qemu.*$BATS_TEST_TMPDIR"; } 2>/dev/null
	done || true
}

teardown() {
	[ -z "$(machines)" ]
}

@test "a command's status, output and files come back" {
	boot 'echo hello from $(uname -r); echo kept >/out/file; exit 3'
	[ "$status" = 3 ]
	[[ "$output" == *"hello from "[0-9]* ]]
	[ "$(cat "$BATS_TEST_TMPDIR/out/file")" = kept ]
}

@test "what a machine breaks is whole in the next" {
	boot 'rm -rf /usr /etc; echo gone'
	boot 'ls -d /usr /etc'
	[ "$status" = 0 ]
}

@test "a kernel that panics when it boots" {
	VM_APPEND='rdinit=/none' boot true
	[ "$status" = 125 ]
	[[ "$output" == *"Kernel panic - not syncing"* ]]
	[ "${lines[-1]}" = "vm: the machine brought nothing back; above, its last lines" ]
}

@test "a kernel that panics in the middle" {
	boot 'echo c >/proc/sysrq-trigger'
	[ "$status" = 125 ]
	[[ "$output" == *"Kernel panic - not syncing"* ]]
	[ "${lines[-1]}" = "vm: the machine brought nothing back; above, its last lines" ]
}

@test "a machine that hangs is stopped in time" {
	start=$SECONDS
	VM_TIMEOUT=60 boot 'echo the last thing it said; while :; do :; done'
	[ "$status" = 125 ]
	[ "${lines[-2]}" = "the last thing it said" ]
	[ "${lines[-1]}" = "vm: the machine did not end within 60 s; above, its last lines" ]
	[ $((SECONDS - start)) -lt 75 ]
}

@test "a machine whose disk is full brings nothing back, and says so" {
	boot 'fallocate -l 2G /home/much; cat /dev/zero >/home/rest; echo more >/out/file'
	[ "$status" = 125 ]
	[[ "$output" == *"@@ the machine's disk is full, or more came than the third takes"* ]]
	[ ! -e "$BATS_TEST_TMPDIR/out/file" ]
}

@test "more than the third disk takes is not taken for all" {
	boot 'fallocate -l 300M /out/much'
	[ "$status" = 125 ]
	[[ "$output" == *"@@ the machine's disk is full, or more came than the third takes"* ]]
	[ ! -e "$BATS_TEST_TMPDIR/out/much" ]
}

@test "no room for a new machine" {
	as=()
	[ "$(id -u)" = 0 ] || as=(--map-root-user)
	mkdir "$BATS_TEST_TMPDIR/cache"
	VM_CACHE=$BATS_TEST_TMPDIR/cache run unshare --mount "${as[@]}" sh -c '
		mount -t tmpfs -o size=100m none "$VM_CACHE"
		exec "$0" 6.1 amd64' "$here/image"
	echo "$output"
	[ "$status" = 1 ]
	[ "$output" = "vm: no room: $BATS_TEST_TMPDIR/cache has 100 MB free, a machine takes 1500" ]
}

@test "no room for what a machine gets" {
	as=()
	[ "$(id -u)" = 0 ] || as=(--map-root-user)
	mkdir "$TMPDIR/small"
	head -c 3M /dev/urandom >"$BATS_TEST_TMPDIR/tree/much"
	run unshare --mount "${as[@]}" sh -c '
		mount -t tmpfs -o size=1m none "$TMPDIR/small"
		export TMPDIR="$TMPDIR/small"
		exec "$@"' sh "$here/boot" "$kernel" "$arch" \
		"$BATS_TEST_TMPDIR/tree" "$BATS_TEST_TMPDIR/out" true
	echo "$output"
	[ "$status" = 125 ]
	[[ "$output" == "vm: no room for the job: "*"No space left on device"* ]]
}

@test "a package that came in half is fetched again" {
	export VM_CACHE=$BATS_TEST_TMPDIR/cache
	archives=$VM_CACHE/apt/trixie-amd64/cache/archives
	mkdir -p "$BATS_TEST_TMPDIR/root" "$archives/partial"
	run "$here/fetch" packages amd64 "$BATS_TEST_TMPDIR/root" bsdextrautils:none
	[[ "$output" != *"does not answer"* ]] || skip "no package mirror answers"
	[[ "$output" == "vm: packages: E: "* ]]
	name=$(APT_CONFIG=$VM_CACHE/apt/trixie-amd64/apt.conf apt-cache show hostname |
		sed -n 's/^Version: /hostname_/p' | head -n 1)_amd64.deb
	echo half >"$archives/$name"
	echo half >"$archives/partial/$name"
	run "$here/fetch" packages amd64 "$BATS_TEST_TMPDIR/root" hostname
	echo "$output"
	[ "$status" = 0 ]
	[ -x "$BATS_TEST_TMPDIR/root/bin/hostname" ] ||
		[ -x "$BATS_TEST_TMPDIR/root/usr/bin/hostname" ]
}

# As a terminal does: SIGINT for the whole process group.
@test "Ctrl-C while two machines run: both are gone" {
	mkdir -p "$BATS_TEST_TMPDIR/cache"
	ln -s "$cache"/* "$BATS_TEST_TMPDIR/cache"
	rm -f "$BATS_TEST_TMPDIR"/cache/lock*
	rm -rf "$BATS_TEST_TMPDIR"/cache/result-*
	VM_CACHE=$BATS_TEST_TMPDIR/cache setsid env --default-signal=INT \
		"$here/run" "$kernel" "$arch" >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
	run=$!
	deadline=$((SECONDS + 120))
	until [ "$(machines | wc -l)" = 2 ]; do
		[ $SECONDS -lt $deadline ]
		kill -0 $run
		read -r -t 0.1 <> <(:) || true
	done
	kill -INT -- -$run
	status=0
	wait $run || status=$?
	cat "$BATS_TEST_TMPDIR/said"
	[ "$status" = 130 ]
	[ "$(sort -u "$BATS_TEST_TMPDIR/said")" = "vm: interrupted; the machine is gone" ]
	[ -z "$(machines)" ]
	[ -z "$(find "$TMPDIR" -maxdepth 1 -name "tmp.*")" ]
}
