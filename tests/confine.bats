# build/confine: a compiler and a file that nobody trusts
load helper

# Here bats is to say which command of a function failed.  What the graders'
# compiler is told of its own limits, ours is told, too.
setup() {
	mapfile -t LIMITS < <(grep -o -- '-fmax[a-z-]*=[0-9]*' "$ROOT/exercises/compile")
}

setup_file() {
	cat >"$BATS_FILE_TMPDIR/good.c" <<-'END'
		#include <stdio.h>
		int main(void) { return puts("hi") < 0; }
	END
	export CONFINED="${CC:-cc}"
}

# A compilation of the lines on stdin, as attack.c, with more OPTIONs.
compile() {
	cat >"$BATS_TEST_TMPDIR/attack.c"
	run "$BUILD/confine" --wall 20 "$@" \
		--in "attack.c=$BATS_TEST_TMPDIR/attack.c" \
		--out "a.out=$BATS_TEST_TMPDIR/a.out" \
		-- "$CONFINED" -static "${LIMITS[@]}" -fdiagnostics-color=never attack.c
}

# The compilation failed, made nothing, and the last line is "confine: LIMIT".
stopped_by() {
	echo "$status: $output"
	[ "$status" != 0 ]
	[ ! -e "$BATS_TEST_TMPDIR/a.out" ]
	[ "${lines[-1]}" = "confine: $1" ]
}

# The compilation failed, and no output has WORD.
kept_secret() {
	echo "$status: $output"
	[ "$status" != 0 ]
	[ ! -e "$BATS_TEST_TMPDIR/a.out" ]
	[[ $output != *"$1"* ]]
}

# A shell inside: its words.
inside() {
	"$BUILD/confine" -- sh -c "$1"
}

@test "a good program is compiled, and runs" {
	compile <"$BATS_FILE_TMPDIR/good.c"
	[ "$status" = 0 ]
	[ "$output" = "" ]
	[ "$("$BATS_TEST_TMPDIR/a.out")" = hi ]
}

@test "an error is told as the compiler told it, and so is its status" {
	compile <<<'int x = y;'
	[ "$status" = 1 ]
	[[ $output == *"attack.c:1:9: error:"* ]]
	[ ! -e "$BATS_TEST_TMPDIR/a.out" ]
}

@test "bytes are passed on as they are" {
	"$BUILD/confine" -- printf 'a\033[1m\377\0b' >"$BATS_TEST_TMPDIR/said"
	cmp "$BATS_TEST_TMPDIR/said" <(printf 'a\033[1m\377\0b')
}

@test "--dir shows a directory, read-only, and nothing beside it" {
	mkdir -p "$BATS_TEST_TMPDIR/secret/public"
	echo '#define ONE 1' >"$BATS_TEST_TMPDIR/secret/public/one.h"
	echo 'TOP SECRET' >"$BATS_TEST_TMPDIR/secret/hidden"
	compile --dir "inc=$BATS_TEST_TMPDIR/secret/public" <<-'END'
		#include "inc/one.h"
		int main(void) { return ONE - 1; }
	END
	[ "$status" = 0 ]
	compile --dir "inc=$BATS_TEST_TMPDIR/secret/public" \
		<<<'#include "inc/../hidden"'
	rm "$BATS_TEST_TMPDIR/a.out"
	kept_secret TOP
	run "$BUILD/confine" --dir "inc=$BATS_TEST_TMPDIR/secret/public" \
		-- sh -c 'echo x >inc/y'
	[ "$status" != 0 ]
	[ ! -e "$BATS_TEST_TMPDIR/secret/public/y" ]
}

@test "no file of the host can be included, or swallowed by the assembler" {
	for file in /etc/passwd /etc/hostname /proc/self/environ "$ROOT/README.md" \
		"$BATS_TEST_TMPDIR/attack.c" /root/.profile ../../README.md; do
		compile <<<"#include \"$file\""
		[[ $output == *"No such file"* ]]
		compile <<<"__asm__(\".data; .incbin \\\"$file\\\"\"); int main(void) { return 0; }"
		[[ $output == *"file not found"* || $output == *"No such file"* || $output == *"ould not find"* ]]
		kept_secret "root:"
	done
}

@test "no device can be included" {
	for file in /dev/zero /dev/random /dev/stdin /dev/tty /dev/fd/0; do
		compile <<<"#include \"$file\""
		echo "$status: $output"
		[ "$status" = 1 ]
		[[ $output == *"No such file"* ]]
	done
}

@test "inside there is nothing but the toolchain" {
	run inside 'echo / /dev/* /etc/* /work/*; ls / | tr "\n" " "'
	echo "$output"
	[[ ${lines[0]} =~ ^'/ /dev/null'( /etc/alternatives)?( /etc/ld.so.cache)?' /work/*'$ ]]
	for name in ${lines[1]}; do
		[[ " bin dev etc lib lib32 lib64 libx32 sbin tmp usr work " == *" $name "* ]]
	done
}

@test "the environment is made from nothing" {
	SECRET=x run inside 'set'
	[[ $output != *SECRET* ]]
}

@test "as root, the compiler's id outside is nobody's" {
	[ "$UID" = 0 ] || skip "we have one id only"
	"$BUILD/confine" --wall 10 -- sleep 5 &
	confiner=$!
	for ((i = 0; i < 500; i++)); do
		init=$(cat "/proc/$confiner/task/$confiner/children" 2>/dev/null || true)
		init=${init% }
		command=$(cat "/proc/$init/task/$init/children" 2>/dev/null || true)
		command=${command% }
		[ "$(cat "/proc/$command/comm" 2>/dev/null)" != sleep ] || break
		read -r -t 0.01 <> <(:) || true
	done
	status=$(cat "/proc/$command/status")
	kill -KILL "$confiner"
	wait "$confiner" || true
	[[ $status == *$'\nUid:\t'[1-9]* ]]
	[[ $status == *$'\nCapEff:\t0000000000000000'* ]]
	[[ $status == *$'\nCapBnd:\t0000000000000000'* ]]
	[[ $status == *$'\nNoNewPrivs:\t1'* ]]
	[[ $status == *$'\nSeccomp:\t2'* ]]
}

@test "no network, no mount, no namespace" {
	run inside 'mount -t tmpfs x /work'
	[ "$status" != 0 ]
	run inside 'unshare -U true'
	[ "$status" != 0 ]
	run inside 'unshare -r true'
	[ "$status" != 0 ]
	run "$BUILD/confine" -- bash -c ': >/dev/tcp/127.0.0.1/80'
	[ "$status" != 0 ]
}

@test "an object of 16 GB is stopped: file" {
	compile --file 16M <<<'main[-1u] = {1};'
	stopped_by file
	compile --file 16M <<<'char a[1 << 30] = {1};'
	stopped_by file
	compile --file 16M <<<'__asm__(".fill 0x7fffffff,8,0");'
	stopped_by file
}

@test "what includes itself ends" {
	compile <<<$'#include __FILE__\n#include __FILE__\nint x = y;'
	[ "$status" = 1 ]
	[ "${#output}" -lt 65536 ]
}

@test "macros that explode are stopped: cpu or memory" {
	compile --cpu 1 --memory 256M <<-'END'
		#define A 1,1,1,1,1,1,1,1,1,1,
		#define B A A A A A A A A A A
		#define C B B B B B B B B B B
		#define D C C C C C C C C C C
		#define E D D D D D D D D D D
		#define F E E E E E E E E E E
		int a[] = { F F F F F F F F F F F F F F F F };
	END
	echo "$status: $(tail -n 3 <<<"$output")"
	[[ ${lines[-1]} == "confine: cpu" || ${lines[-1]} == "confine: memory" ]]
	[ "$status" != 0 ]
}

@test "what the tools say of SIGXCPU is believed: cpu" {
	run "$BUILD/confine" -- sh -c '
		echo "CPU time limit exceeded signal terminated program cc1"
		exit 1'
	[ "${lines[-1]}" = "confine: cpu" ]
}

@test "one process's memory is limited: memory" {
	compile --memory 128M <<-'END'
		#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		#define B A A A A A A A A A A A A A A A A
		#define C B B B B B B B B B B B B B B B B
		#define D C C C C C C C C C C C C C C C C
		#define E D D D D D D D D D D D D D D D D
		_Static_assert(0, E E E E E E E E E E E E);
	END
	stopped_by memory
}

@test "a flood of words is cut: output" {
	run "$BUILD/confine" --output 10K -- sh -c 'while :; do echo spam; done'
	[ "${lines[-1]}" = "confine: output" ]
	[ "${#output}" -le 10300 ]
}

@test "what does not end, or is stopped, or sleeps: time" {
	for deed in 'sleep 60' 'kill -STOP $$' 'while :; do :; done'; do
		run timeout 10 "$BUILD/confine" --wall 1 -- sh -c "$deed"
		[ "${lines[-1]}" = "confine: time" ]
		[ "$status" = 137 ]
	done
}

@test "time for which the machine kept us waiting does not count, nor is it reported" {
	local confiner init command='' deadline=$((SECONDS + 20))
	"$BUILD/confine" --wall 2 --report "$BATS_TEST_TMPDIR/report" -- sleep 4 \
		2>"$BATS_TEST_TMPDIR/said" &
	confiner=$!
	until [ "$command" ]; do
		[ "$SECONDS" -lt "$deadline" ]
		init=$(cat "/proc/$confiner/task/$confiner/children")
		command=$(cat "/proc/${init% }/task/${init% }/children" 2>/dev/null || true)
	done
	kill -STOP "$confiner"
	read -r -t 3.2 <> <(:) || true
	kill -CONT "$confiner"
	wait "$confiner" || true
	[ "$(cat "$BATS_TEST_TMPDIR/said")" = "" ]
	cat "$BATS_TEST_TMPDIR/report"
	grep -x limit= "$BATS_TEST_TMPDIR/report"
	[ "$(sed -n 's/^wall.ms=//p' "$BATS_TEST_TMPDIR/report")" -lt 2000 ]
}

@test "who leaves a process behind that holds the pipe is not waited for" {
	SECONDS=0
	run "$BUILD/confine" --wall 9 -- sh -c 'setsid sleep 30 & exit 3'
	[ "$status" = 3 ]
	[ "$SECONDS" -lt 10 ]
}

@test "processes are limited, and all of them ended" {
	run timeout 20 "$BUILD/confine" --wall 2 --cpu 2 -- \
		sh -c 'f() { f & f; }; f'
	[ "$status" != 0 ]
	run "$BUILD/confine" --wall 9 -- \
		sh -c 'for i in $(seq 300); do sleep 30 & done; echo all of them'
	echo "$status: $output"
	[ "$status" != 0 ]
	[[ $output == *[Ff]ork* && $output != *"all of them"* ]]
}

@test "what is no file is not taken" {
	for deed in 'ln -s /etc/alternatives a.out' 'mkfifo a.out' 'mkdir a.out' \
		'ln -s good.c a.out' true 'dd if=/dev/null of=a.out bs=1 seek=3000000'; do
		run "$BUILD/confine" --file 2M --in "good.c=$BATS_FILE_TMPDIR/good.c" \
			--out "a.out=$BATS_TEST_TMPDIR/taken" -- sh -c "$deed"
		echo "$deed: $status $output"
		[ "$status" != 0 ]
		[ ! -e "$BATS_TEST_TMPDIR/taken" ]
	done
}

@test "the file that is made is a new one: a link there is not followed" {
	echo precious >"$BATS_TEST_TMPDIR/precious"
	ln -s precious "$BATS_TEST_TMPDIR/result"
	"$BUILD/confine" --out "x=$BATS_TEST_TMPDIR/result" -- sh -c 'echo new >x'
	[ "$(cat "$BATS_TEST_TMPDIR/precious")" = precious ]
	[ "$(cat "$BATS_TEST_TMPDIR/result")" = new ]
}

@test "an input that is no regular file is refused in one line" {
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	ln -s "$BATS_FILE_TMPDIR/good.c" "$BATS_TEST_TMPDIR/link"
	for name in fifo link none .; do
		run "$BUILD/confine" --in "x.c=$BATS_TEST_TMPDIR/$name" -- true
		[ "$status" = 125 ]
		[ "${#lines[@]}" = 1 ]
	done
}

@test "bad use is one line and 125" {
	for args in "" "--in x -- true" "--in ../x=$BATS_FILE_TMPDIR/good.c -- true" \
		"--in =x -- true" "--wall 0 -- true" "--memory 1X -- true" \
		"--nonsense -- true"; do
		# shellcheck disable=SC2086
		run "$BUILD/confine" $args
		echo "$args: $status $output"
		[ "$status" = 125 ]
		[ "${#lines[@]}" = 1 ]
	done
}

@test "--report says how it went" {
	run "$BUILD/confine" --report "$BATS_TEST_TMPDIR/report" --wall 1 -- sleep 9
	grep -qx 'limit=time' "$BATS_TEST_TMPDIR/report"
	grep -qx 'status=137' "$BATS_TEST_TMPDIR/report"
}
