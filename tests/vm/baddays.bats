# What make vm-test says when something is in the way: one clear line each.
#
# A program in the place of qemu makes the bad day, and none boots.

bats_require_minimum_version 1.5.0

setup() {
	here=$BATS_TEST_DIRNAME
	export VM_CACHE=$BATS_TEST_TMPDIR/cache
	bin=$BATS_TEST_TMPDIR/bin
	mkdir -p "$bin" "$BATS_TEST_TMPDIR/tree" "$VM_CACHE/amd64-6.1"
	echo hello >"$BATS_TEST_TMPDIR/tree/file"
	# a machine, as far as anybody looks
	cat "$here"/{image,fetch,first} | cksum >"$VM_CACHE/amd64-6.1.made-by"
	touch "$VM_CACHE/amd64-6.1/root.ext4"
}

# qemu COMMANDS: from here on, this is qemu.
qemu() {
	printf '#!/bin/bash\n%s\n' "$1" >"$bin/qemu-system-x86_64"
	chmod +x "$bin/qemu-system-x86_64"
	PATH=$bin:$PATH
}

boot() {
	run "$here/boot" 6.1 amd64 "$BATS_TEST_TMPDIR/tree" \
		"$BATS_TEST_TMPDIR/out" true
	echo "$output"
}

# What the pretended qemu does with its third disk: "out" of its options.
brings_back='for word; do case $word in file=*/out,*) out=${word#file=} ;; esac
	done; out=${out%%,*}; dir=$(mktemp -d); echo 3 >$dir/.status
	tar -cf "$out" -C "$dir" .; rm -r "$dir"'

@test "a command's status and output come back" {
	qemu "$brings_back; echo from the console"
	boot
	[ "$status" = 3 ]
	[ "$output" = "from the console" ]
}

@test "a kernel or an architecture that is not there" {
	run "$here/image" 4.4 amd64
	[ "$status" = 1 ]
	[ "$output" = "vm: KERNEL=4.4: want 5.10, 6.1, 6.12, 6.18 or 7" ]
	run "$here/image" 6.1 vax
	[ "$output" = "vm: ARCH=vax: want amd64 or arm64" ]
	run "$here/run" '' amd64
	[ "$output" = "vm: KERNEL=: want 5.10, 6.1, 6.12, 6.18 or 7" ]
}

@test "no qemu" {
	for tool in bash dirname; do
		ln -s "$(command -v $tool)" "$bin/$tool"
	done
	PATH=$bin boot
	[ "$status" = 125 ]
	[ "$output" = "vm: no qemu-system-x86_64; the package qemu-system-x86 has it" ]
}

@test "no room on the disk" {
	printf '#!/bin/bash\necho Avail; echo 99999\n' >"$bin/df"
	chmod +x "$bin/df"
	[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || skip "no keyring"
	PATH=$bin:$PATH run "$here/image" 6.12 amd64
	echo "$output"
	[ "$status" = 1 ]
	[[ "$output" == "vm: no room: "*" has 97 MB free, a machine takes 1500" ]]
}

@test "no network to the mirror: said at once, and the cache stays" {
	[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || skip "no keyring"
	[ "$(id -u)" = 0 ] || command -v fakeroot >/dev/null || skip "no fakeroot"
	start=$SECONDS
	VM_MIRROR=http://127.0.0.1:9/debian run "$here/image" 6.12 amd64
	echo "$output"
	[ "$status" = 1 ]
	[[ "${lines[-1]}" == "vm: the package mirror http://127.0.0.1:9/debian does not answer: "* ]]
	[ $((SECONDS - start)) -lt 30 ]
	[ -e "$VM_CACHE/amd64-6.1/root.ext4" ]
}

@test "what is in the cache needs no network" {
	VM_MIRROR=http://127.0.0.1:9/debian run "$here/image" 6.1 amd64
	[ "$status" = 0 ]
	[ "$output" = "$VM_CACHE/amd64-6.1" ]
}

@test "a machine that panics: its last lines, and 125" {
	qemu 'printf "%s\n" one two "Kernel panic - not syncing"'
	boot
	[ "$status" = 125 ]
	[ "${lines[-2]}" = "Kernel panic - not syncing" ]
	[ "${lines[-1]}" = "vm: the machine brought nothing back; above, its last lines" ]
}

@test "a machine that hangs is stopped in time" {
	qemu 'echo $$ >"'"$BATS_TEST_TMPDIR"'/pid"; echo booting; exec sleep 1000'
	VM_TIMEOUT=1 boot
	[ "$status" = 125 ]
	[ "${lines[0]}" = "booting" ]
	[ "${lines[-1]}" = "vm: the machine did not end within 1 s; above, its last lines" ]
	run ! kill -0 "$(<"$BATS_TEST_TMPDIR/pid")" 2>/dev/null
}

@test "a guest whose disk is full" {
	qemu 'echo "@@ the guest'"'"'s disk is full"'
	boot
	[ "$status" = 125 ]
	[ "${lines[-2]}" = "@@ the guest's disk is full" ]
}

@test "a qemu that fails is quoted" {
	qemu 'echo "qemu: no such machine" >&2; exit 1'
	boot
	[ "$status" = 125 ]
	[ "${lines[-2]}" = "qemu: no such machine" ]
}

@test "Ctrl-C leaves no qemu behind" {
	qemu 'echo $$ >"'"$BATS_TEST_TMPDIR"'/pid"; exec sleep 1000'
	"$here/boot" 6.1 amd64 "$BATS_TEST_TMPDIR/tree" \
		"$BATS_TEST_TMPDIR/out" true 2>"$BATS_TEST_TMPDIR/said" 3>&- &
	boot=$!
	until [ -s "$BATS_TEST_TMPDIR/pid" ]; do read -r -t 0.02 <> <(:) || true; done
	kill -TERM $boot
	status=0
	wait $boot || status=$?
	[ "$status" = 130 ]
	[ "$(cat "$BATS_TEST_TMPDIR/said")" = "vm: interrupted; the machine is gone" ]
	run ! kill -0 "$(<"$BATS_TEST_TMPDIR/pid")" 2>/dev/null
}

@test "two at once: the second waits, and says so" {
	exec 8>"$VM_CACHE/lock"
	flock 8
	mv "$VM_CACHE/amd64-6.1.made-by" "$VM_CACHE/later"
	"$here/image" 6.1 amd64 >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- 8>&- &
	second=$!
	until [ -s "$BATS_TEST_TMPDIR/said" ]; do read -r -t 0.02 <> <(:) || true; done
	[ "$(cat "$BATS_TEST_TMPDIR/said")" = "vm: another run makes a machine; waiting for it" ]
	mv "$VM_CACHE/later" "$VM_CACHE/amd64-6.1.made-by" # by the first
	exec 8>&-
	wait $second
	[ "$(tail -n 1 "$BATS_TEST_TMPDIR/said")" = "$VM_CACHE/amd64-6.1" ]
}
