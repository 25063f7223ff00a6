# Step 09's filter, verdict by verdict, for each architecture that a compiler
# and an emulator can be had for.
load helper

setup_file() {
	build_filter "" cc &
	build_filter arm64 aarch64-linux-gnu-gcc &
	build_filter riscv64 riscv64-linux-gnu-gcc &
	build_filter armhf arm-linux-gnueabihf-gcc &
	build_filter i386 i686-linux-gnu-gcc &
	wait
}

# build_filter NAME COMPILER: makes the program "filter.NAME"
build_filter() {
	local dir=$BATS_FILE_TMPDIR/build.$1
	command -v "$2" >/dev/null || return 0
	mkdir "$dir"
	{
		make -s -C "$ROOT" BUILD="$dir" CC="$2" "$dir/libboxwright.a" &&
			"$2" -std=gnu11 -Wall -Wextra -Werror -D_GNU_SOURCE -static \
				-I"$ROOT/lib" -I"$ROOT/steps/09_seccomp" -I"$dir/obj" \
				-o "$BATS_FILE_TMPDIR/filter.$1" "$ROOT/tests/filter.c" \
				"$dir/libboxwright.a"
	} >"$dir/log" 2>&1 || cat "$dir/log" >&2
}

# verdicts MACHINE DENY KILL LINE...: the filter's length, and what it GOT
# for the lines.  QEMU names the emulator of a machine that is not this one.
verdicts() {
	local machine=$1 deny=$2 kill=$3 run=("$BATS_FILE_TMPDIR/filter.$1")
	shift 3
	if [ "$machine" ]; then
		[ -d "$BATS_FILE_TMPDIR/build.$machine" ] ||
			skip "no compiler for $machine"
		command -v "qemu-$qemu-static" >/dev/null ||
			skip "no qemu-$qemu-static"
		run=("qemu-$qemu-static" "${run[@]}")
	fi
	printf '%s\n' "$@" | "${run[@]}" "$deny" "$kill" >"$BATS_TEST_TMPDIR/out"
	length=$(head -n 1 "$BATS_TEST_TMPDIR/out")
	got=$(tail -n +2 "$BATS_TEST_TMPDIR/out" | xargs)
}

expect() {
	echo "expected: $1"
	echo "observed: $got"
	[ "$got" = "$1" ]
}

# What holds on every architecture.
common() {
	verdicts "$1" '' '' 'ours mount' 'ours umount2' 'ours setns' 'ours bpf' \
		'ours clock_adjtime' 'ours fspick' 'ours read' 'ours execve' \
		'ours clone3' 'ours exit_group'
	expect 'EPERM EPERM EPERM EPERM EPERM EPERM allow allow ENOSYS allow'
	echo "length: $length"
	[ "$length" -gt 50 ]
	[ "$length" -le 4096 ]

	verdicts "$1" '' '' 'ours clone 17' 'ours clone 0x00020011' \
		'ours clone 0x10000011' 'ours clone 0x003d0f00' \
		'ours clone 0x91' 'ours unshare 0x400' 'ours unshare 0x80' \
		'ours unshare 0x10000000' 'ours unshare 0x7fffffff00000000'
	expect 'allow EPERM EPERM allow allow allow EPERM EPERM allow'

	verdicts "$1" '' '' 'ours ioctl 0 0x5412' 'ours ioctl 0 0x541c' \
		'ours ioctl 0 0x100005412' 'ours ioctl 0 0x5401' \
		'ours ioctl 0x5412 0'
	expect 'EPERM EPERM EPERM allow allow'

	verdicts "$1" 'read,sync,clone3' 'write,sync,mount' 'ours read' \
		'ours sync' 'ours write' 'ours mount' 'ours clone3' \
		'ours close' 'ours umount2'
	expect 'EPERM kill kill kill EPERM allow EPERM'

	# no number at all, and another machine's: nothing is right there
	verdicts "$1" '' '' '0 read' '0x40000015 read' '0xdeadbeef exit_group'
	expect 'kill kill kill'
}

@test "the filter of this machine" {
	common ''
}

@test "x86-64: 32-bit calls are killed, x32 and no call at all are ENOSYS" {
	[ "$(uname -m)" = x86_64 ] || skip "this machine is no x86-64"
	verdicts '' '' '' '0x40000003 20' '0xc000003e 39' \
		'ours 0x40000027' 'ours 0x40000000' 'ours 0x3fffffff' \
		'ours 0xffffffff'
	expect 'kill allow ENOSYS ENOSYS allow ENOSYS'
}

@test "x86-64: each old name of a deed" {
	[ "$(uname -m)" = x86_64 ] || skip "this machine is no x86-64"
	verdicts '' '' '' 'ours settimeofday' 'ours clock_settime' \
		'ours adjtimex' 'ours iopl' 'ours ioperm'
	expect 'EPERM EPERM EPERM EPERM EPERM'
}

@test "x86-64: two rules for one call hold wherever the groups of rungs end" {
	[ "$(uname -m)" = x86_64 ] || skip "this machine is no x86-64"
	lower=(read write open close stat fstat lstat poll lseek)
	for n in {1..9}; do
		verdicts '' "$(IFS=, && echo "${lower[*]:0:n}")" '' \
			'ours ioctl 0 0x5412' 'ours ioctl 0 0x541c' \
			'ours ioctl 0 0x5401' 'ours read' 'ours mmap'
		expect 'EPERM EPERM allow EPERM allow'
	done
}

@test "every call can be named: verdicts, and no more than 4096 instructions" {
	all=$(sed -n 's/{ "\(.*\)",.*/\1/p' "$BATS_FILE_TMPDIR/build./obj/syscall_names.h" |
		paste -sd,)
	verdicts '' "$all" "$all,$all" 'ours read' 'ours mount' 'ours clone3' \
		'ours 4000'
	expect 'kill kill kill allow'
	echo "length: $length"
	[ "$length" -le 4096 ]
	verdicts '' "$all" '' 'ours read' 'ours mount' 'ours clone3' 'ours ioctl 0 1'
	expect 'EPERM EPERM EPERM EPERM'
}

@test "the filter of arm64" {
	qemu=aarch64
	common arm64
	verdicts arm64 '' '' '0x40000028 read' '0xc000003e read' 'ours read'
	expect 'kill kill allow'
}

@test "the filter of riscv64" {
	qemu=riscv64
	common riscv64
}

@test "the filter of armhf, 32 bits" {
	qemu=arm
	common armhf
	verdicts armhf '' '' 'ours clock_settime64' 'ours clock_adjtime64'
	expect 'EPERM EPERM'
}

@test "the filter of i386" {
	qemu=i386
	common i386
	verdicts i386 '' '' 'ours umount' 'ours stime' 'ours clock_settime64'
	expect 'EPERM EPERM EPERM'
}
