# The learner's loop: check, hint, watch, reset, progress
load helper

setup() {
	# A copy, for nothing here may change the reader's own files.
	copy=$BATS_TEST_TMPDIR/copy
	mkdir "$copy"
	cd "$ROOT" || exit
	cp -r exercises solutions tests lib steps "$copy"
	cp exercises/.original/05_uts/join.c "$copy/exercises/05_uts"
	rm -f "$copy"/exercises/*/*.bak-*
	cd "$copy" || exit
	export XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
	file=exercises/05_uts/join.c
}

teardown() {
	[ -z "${watcher:-}" ] || kill "$watcher" 2>/dev/null || true
}

course() { exercises/course "$@"; }

# says STATUS COMMAND...: as run of bats, and judges the status
says() {
	local expected=$1
	shift
	run "$@"
	echo "status $status: $output"
	[ "$status" = "$expected" ]
}

# until_there FILE TEXT [N]: polls until N lines have TEXT, ten seconds at most
until_there() {
	local end=$((SECONDS + 10))
	until [ "$(grep -cF -- "$2" "$1" 2>/dev/null)" -ge "${3:-1}" ]; do
		[ "$SECONDS" -lt "$end" ] || return 1
		read -r -t 0.003 <> <(:) || true
	done
}

@test "each exercise's original is the one that is shipped" {
	local original topic given
	cd "$ROOT" || exit
	for original in exercises/*/main.c; do
		topic=${original%/main.c} topic=${topic#exercises/}
		for given in "exercises/$topic"/*.c; do
			case $given in
			*/main.c) continue ;;
			esac
			# a learner's copy differs, as it should; no repository, no learner
			[ -z "$(git --no-optional-locks -c safe.directory='*' status --porcelain -- "$given" 2>/dev/null)" ] || continue
			echo "cp $given exercises/.original/$topic/"
			cmp "$given" "exercises/.original/$topic/${given##*/}"
		done
	done
}

@test "as shipped: the first failure has expected, observed, evidence, cause, read" {
	says 1 course check 05
	[ "${lines[0]}" = "05_uts: 0 of 8 points" ]
	for label in check expected observed evidence cause read; do
		grep -qE "^  $label +[^ ]" <<<"$output"
	done
	[[ $output == *'"make hint-05" gives a hint.'* ]]
	[[ $output != *$'\e'* ]]
	[[ $output != *solutions/* ]]
}

@test "solved: all points, the explanation, the solution, what is next" {
	cp solutions/05_uts/join.c "$file"
	says 0 course check 5
	[ "${lines[0]}" = "05_uts: 8 of 8 points" ]
	[ "$(grep -c '^  pass ' <<<"$output")" = 6 ]
	[[ $output == *"# What you have built"* ]]
	[[ $output == *"A model solution: solutions/05_uts/join.c"* ]]
	[ ! -d exercises/.original/06_net ] || [[ $output == *"Next: exercises/06_net/README.md"* ]]
}

@test "half done: what stands is counted, and only that" {
	cp tests/wrong/exercises/05_uts/descriptor_stays.c "$file"
	says 1 course check 05_uts
	[ "${lines[0]}" = "05_uts: 7 of 8 points" ]
	[[ $output == *"FAIL   0 of  1  no descriptor is left open in COMMAND"* ]]
}

@test "what does not compile: the compiler's words, and one line more" {
	echo 'int x = ;' >"$file"
	says 1 course check 05
	[[ $output == *"$file:1:9: error:"* ]]
	[ "${lines[-1]}" = "course: $file does not compile" ]
}

@test "an empty file is said to be empty, and how to have it back" {
	: >"$file"
	says 1 course check 05
	[ "$output" = "course: $file is empty; \"make reset-05\" brings it back as it was at first" ]
}

@test "a file that cannot be read is one clear line" {
	[ "$UID" != 0 ] || skip "root reads everything"
	chmod 0 "$file"
	says 2 course check 05
	[ "$output" = "course: $file cannot be read; whose is it?" ]
}

@test "a failure speaks of processes and records, not of the harness's keys" {
	cp tests/wrong/exercises/05_uts/descriptor_stays.c "$file"
	says 1 course check 05
	[[ $output == *"observed  descriptors 0 1 2 3"* ]]
	[[ $output == *"evidence  /proc/PID/fd of COMMAND: 0 1 2 3"* ]]
	cp tests/wrong/exercises/00_spawn/by_the_steps_parts.c exercises/00_spawn/run.c
	says 1 course check 00
	[[ $output == *"observed  no variable WORD"* ]]
	[[ $output == *"evidence  /proc/PID/environ of COMMAND: nothing"* ]]
}

@test "what this machine cannot judge is said so, and is no failure" {
	{
		echo 'load ../helper'
		echo 'setup_file() { :; }'
		echo '# bats test_tags=points:8'
		echo '@test "all of it" {'
		echo 'cannot "the machine is on fire"'
		echo '}'
	} >tests/exercises/05_uts.bats
	says 2 course check 05
	[[ $output == *"----   ? of  8  all of it"* ]]
	[[ $output == *"cannot judge here: the machine is on fire"* ]]
	[[ $output == *"8 of the 8 points cannot be judged here; nothing has failed."* ]]
	[[ $output != *fails:* ]]
	[[ $output != *solutions/* ]]
}

@test "who passes all that can be judged here is shown the explanation, too" {
	printf '%s\n' 'load ../helper' 'setup_file() { :; }' \
		'# bats test_tags=points:3' '@test "one" {' 'true' '}' \
		'# bats test_tags=points:5' '@test "two" {' 'cannot "no root"' '}' \
		>tests/exercises/05_uts.bats
	says 2 course check 05
	[[ $output == *"5 of the 8 points cannot be judged here; nothing has failed."* ]]
	[[ $output == *"# What you have built"*"A model solution: solutions/05_uts/join.c"* ]]
}

@test "a check observes each thing once" {
	cp solutions/05_uts/join.c "$file"
	local programs=$BATS_TEST_TMPDIR/build # with a script that counts for observe
	mkdir "$programs"
	cp -r "$BUILD"/{rootfs,neighbour,witness,08_cgroup,obj,*.a} "$programs"
	printf '#!/bin/sh\necho x >>"%s"\nexec "%s" "$@"\n' "$programs.log" "$BUILD/observe" >"$programs/observe"
	chmod +x "$programs/observe"
	BUILD=$programs says 0 course check 05
	observed=$(wc -l <"$programs.log") asked=$(grep -c "^	try " tests/exercises/05_uts.bats)
	echo "observed $observed times, asked for $asked"
	[ "$observed" = "$asked" ]
}

@test "a check takes less than a second of processor time" {
	cp solutions/05_uts/join.c "$file"
	# not of the clock's, for others may be at work here: see make bench-grade
	TIMEFORMAT='%U %S'
	took=$({ time course check 05 >/dev/null; } 2>&1 | awk '{ print 1000 * ($1 + $2) }')
	echo "$took ms"
	[ "$took" -lt 1000 ]
}

@test "hints come one at a time, and again from the start when asked" {
	says 0 course hint 05
	[ "${lines[0]}" = "Hint 1 of 3 for 05_uts" ]
	[[ $output == *ls\ -l\ /proc/self/ns/* && $output != *O_CLOEXEC* && $output != *st_ino* ]]
	says 0 course hint 05
	[ "${lines[0]}" = "Hint 2 of 3 for 05_uts" ]
	says 0 course hint 5
	[[ $output == *st_ino* ]]
	says 0 course hint 5
	[[ $output == "You have had all 3 hints"* ]]
	says 0 course hint 5 --from-start
	[ "${lines[0]}" = "Hint 1 of 3 for 05_uts" ]
	says 0 course hint 5
	[ "${lines[0]}" = "Hint 2 of 3 for 05_uts" ]
}

@test "reset asks, and does nothing without an answer" {
	echo '/* mine */' >"$file"
	says 2 course reset 05
	[ "$output" = "course: stdin is no terminal to ask on; \"make reset-05 YES=1\" resets without asking" ]
	[ "$(cat "$file")" = '/* mine */' ]
}

@test "reset asks on a terminal: no is no, yes is yes" {
	echo '/* mine */' >"$file"
	"$BUILD/pty" 'see:(y/N)' 'say:\n' 'see:Nothing was changed' end:1 -- exercises/course reset 05
	[ "$(cat "$file")" = '/* mine */' ]
	"$BUILD/pty" 'see:(y/N)' 'say:y\n' 'see:as it was at first' end:0 -- exercises/course reset 05
	cmp "$file" exercises/.original/05_uts/join.c
	[ "$(cat "$file.bak-1")" = '/* mine */' ]
}

@test "on a terminal there is colour, and none for TERM=dumb" {
	TERM=xterm "$BUILD/pty" $'see:\e[31mFAIL' end:1 -- exercises/course check 05
	TERM=dumb "$BUILD/pty" 'see:  FAIL' end:1 -- exercises/course check 05
}

@test "reset brings the original back, and keeps what was there" {
	echo '/* mine */' >"$file"
	says 0 course reset 05 --yes
	cmp "$file" exercises/.original/05_uts/join.c
	[ "$(cat "$file.bak-1")" = '/* mine */' ]
	echo '/* again */' >"$file"
	says 0 course reset 05 --yes
	[ "$(cat "$file.bak-1")" = '/* mine */' ]
	[ "$(cat "$file.bak-2")" = '/* again */' ]
	says 0 course reset 05 --yes
	[ "$output" = "$file is as it was at first." ]
	[ ! -e "$file.bak-3" ]
	rm "$file"
	says 2 course check 05
	[ "$output" = "course: $file is missing; \"make reset-05\" brings it back" ]
	says 0 course reset 05
	cmp "$file" exercises/.original/05_uts/join.c
}

@test "progress: not begun, done, and changed since" {
	says 0 course progress
	grep -qE '^  05_uts +- of +8   not begun$' <<<"$output"
	grep -qE '^  total +0 of +[0-9]+$' <<<"$output"
	echo '/* begun */' >>"$file"
	says 0 course progress
	grep -qE '^  05_uts +- of +8   begun, not checked yet$' <<<"$output"
	cp solutions/05_uts/join.c "$file"
	course check 05 >/dev/null
	says 0 course progress
	grep -qE '^  05_uts +8 of +8$' <<<"$output"
	grep -qE '^  total +8 of' <<<"$output"
	echo '/* changed */' >>"$file"
	says 0 course progress
	grep -qE '^  05_uts +- of +8   changed since its 8 points: make check-05$' <<<"$output"
	grep -qE '^  total +0 of' <<<"$output"
	says 0 course progress --verify
	grep -qE '^  05_uts +8 of +8$' <<<"$output"
}

@test "watch answers within a second of a save, however the editor saves, and ends at Ctrl-C" {
	exercises/course watch 05 >said 2>&1 3>&- &
	watcher=$! # ended by teardown, should the test fail
	until_there said "0 of 8 points"
	# writes the file
	cp solutions/05_uts/join.c "$file"
	start=${EPOCHREALTIME/./}
	until_there said "8 of 8 points"
	echo "$(((${EPOCHREALTIME/./} - start) / 1000)) ms"
	# renames another one
	cp tests/wrong/exercises/05_uts/descriptor_stays.c exercises/05_uts/.join.c.swp
	mv exercises/05_uts/.join.c.swp "$file"
	until_there said "7 of 8 points"
	# twice more: the watch is not lost with the file that it began with
	cp exercises/.original/05_uts/join.c new.c && mv new.c "$file"
	until_there said "0 of 8 points" 2
	# another file is none of its business
	touch exercises/05_uts/notes.txt
	echo 'int x = ;' >"$file"
	until_there said "does not compile"
	cat said
	[ "$(grep -c '^--- ' said)" = 5 ]
	kill -INT "$watcher"
	status=0
	wait "$watcher" || status=$?
	[ "$status" = 0 ]
}

@test "bad usage is clear" {
	says 2 course
	[[ $output == *"course check NN"* ]]
	says 2 course check
	says 2 course check 05 06
	says 2 course dance 05
	says 2 course check 77
	[[ $output == 'course: there is no exercise "77"; there are: '*05_uts* ]]
	[ "${#lines[@]}" = 1 ]
	says 2 env CC=no-such-compiler exercises/course check 05
	[ "${#lines[@]}" = 1 ]
	[[ $output == "course: no-such-compiler is missing;"* ]]
}

@test "without a home, and where the project cannot be written to, a check still works" {
	cp solutions/05_uts/join.c "$file"
	local limited=(env -u XDG_STATE_HOME -u HOME)
	[ "$WHO" = user ] || limited+=(setpriv "--bounding-set=-dac_override")
	chmod -R a-w .
	says 0 "${limited[@]}" exercises/course check 05
	chmod -R u+w .
	[ "${lines[0]}" = "05_uts: 8 of 8 points" ]
}

@test "what was observed into a folder is judged as if it had been observed now" {
	program=$PWD/program file=$ROOT/tests/exercises/05_uts.bats
	"$ROOT/exercises/compile" 05_uts "$ROOT/solutions/05_uts/join.c" "$program"
	PROGRAM=$program "$ROOT/tests/judge" "$file" >now
	[ "$(grep -c pass now)" = 6 ]
	mkdir kept
	PROGRAM=$program "$ROOT/tests/judge" --observe kept "$file" >said
	[ ! -s said ]
	PROGRAM=/nonexistent "$ROOT/tests/judge" --observed kept "$file" >later
	diff now later
}
