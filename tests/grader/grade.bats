# The grader: what it takes, what it survives, what it never bills a student for
load ../helper

# A toolkit of two small exercises, whose judge does what the submission says,
# so that the grader alone is tried, and quickly.
fake_toolkit() {
	local name
	mkdir -p "$1"/{exercises/{00_one,01_two},tests/exercises}
	for name in 00_one 01_two; do
		touch "$1/exercises/$name"/{main,"${name#*_}"}.c "$1/tests/exercises/$name.bats"
	done
	touch "$1/tests/helper.bash"
	cat >"$1/exercises/compile" <<-'END'
		#!/bin/sh
		# compile --confined TOPIC FILE PROGRAM
		shift
		read -r word <"$2"
		case $word in
		wrong) printf 'one.c:1: error: \033[31mwrong\377\n' && exit 1 ;;
		crash) exit 4 ;;
		large) printf 'one.c:1\nconfine: memory\n' && exit 1 ;;
		esac
		cp "$2" "$3"
	END
	cat >"$1/tests/judge" <<-'END'
		#!/bin/sh
		if [ "$1" = --list ]; then
			printf 'check\t1\t2\t-\tworks\ncheck\t2\t1\t-\tis tidy\n'
			exit
		fi
		read -r word <"$PROGRAM"
		echo "$SEED" >>"${0%/*}/seeds"
		if [ -e "${0%/*}/memory" ]; then
			parent=$(awk '/PPid/ { print $2 }' "/proc/$PPID/status")
			awk '/VmHWM/ { print $2 }' "/proc/$parent/status" >>"${0%/*}/memory"
		fi
		case $word in
		hang) exec tail -f "$0" 3>&1 >/dev/null ;; # alone in that name, and deaf to a closed pipe
		die) kill -9 $$ ;;
		flaky)
			[ -e "${0%/*}/tried" ] || { touch "${0%/*}/tried" && kill -9 $$; }
			;;
		strange) echo 'check what?' && exit ;;
		esac
		printf 'check\t1\t2\tpass\tworks\t\t\t\t\t\n'
		case $word in
		bad) # no two runs would say the same
			n=$(($$ % 900 + 100))
			printf 'check\t2\t1\tfail\tis tidy\t0\tuts:[4026532%s], that of box=4026532%s, not 4026531838\t0:%s:14 0:%s:1234%s uid=2071986%s /sys/a%s/boxwright-abc%s/box\tleft open\tclose(2)\n' $n $n $n $n $n $n $n $n
			;;
		cannot) printf 'check\t2\t1\tcannot\tis tidy\t\t\t\tcannot judge here: no such thing\t\n' ;;
		observe) printf 'check\t2\t1\tcannot\tis tidy\t\t\t\tthe observation failed: oops\t\n' ;;
		*) printf 'check\t2\t1\tpass\tis tidy\t\t\t\t\t\n' ;;
		esac
	END
	chmod +x "$1/exercises/compile" "$1/tests/judge"
}

# hand_in DIR WORD...: students s1, s2... who have handed in these
hand_in() {
	local dir=$1 n=0 word
	shift
	for word in "$@"; do
		n=$((n + 1))
		mkdir -p "$dir/s$n"/{00_one,01_two}
		echo "$word" >"$dir/s$n/00_one/one.c"
		echo good >"$dir/s$n/01_two/two.c"
	done
}

setup_file() {
	fake_toolkit "$BATS_FILE_TMPDIR/fake"
	# shellcheck disable=SC2046
	hand_in "$BATS_FILE_TMPDIR/thirty" $(yes good bad cannot | head -n 30)
	"$BUILD/grade" --top "$BATS_FILE_TMPDIR/fake" --out "$BATS_FILE_TMPDIR/whole" \
		"$BATS_FILE_TMPDIR/thirty" || [ $? = 2 ]
}

setup() {
	fake=$BATS_FILE_TMPDIR/fake dir=$BATS_TEST_TMPDIR
	export TMPDIR=$dir/tmp
	mkdir "$TMPDIR"
	cd "$dir" || exit
}

# Whatever has been tried, nothing of it is left.
teardown() {
	local left
	left=$(ls -A "$TMPDIR")
	left+=$(pgrep -af "tail -f $fake" || true) # what hangs
	pkill -f "tail -f $fake" || true
	echo "$left"
	[ -z "$left" ]
}

grade() {
	"$BUILD/grade" --top "$fake" "$@"
}

# ends STATUS COMMAND...: as run of bats, and judges the status
ends() {
	local expected=$1
	shift
	run "$@"
	echo "status $status: $output"
	[ "$status" = "$expected" ]
}

# graded STATUS OPTION... PATH...: the JSON report in $json, the rest in $said
json=
graded() {
	local status=0 expected=$1
	shift
	json=$(grade --format json "$@" 2>"$dir/said") || status=$?
	said=$(<"$dir/said")
	echo "status $status, said: $said, report: $json"
	[ "$status" = "$expected" ]
}

# As graded, but run by PROGRAM...; the grader has trouble.
graded_by() {
	ends 2 "$@" "$BUILD/grade" --top "$fake" --format json subs
	json=$output
}

# Prints what the report says of student $1, whose name is as JSON has it: a
# line for each exercise and check.
about() {
	awk -v name="{\"student\":\"${1//\\/\\\\}\"," '
		/^\{"student"/ { on = index($0, name) == 1 } on' <<<"$json"
}

# Of exercise 00_one: what was observed by the first check, then all verdicts.
note_of() { about "$1" | sed -n 3p | sed 's/.*"observed":"//;s/","evidence".*//'; }
verdicts_of() {
	about "$1" | sed -n '3,4s/.*"verdict":"\([a-z]*\)".*"cause":"\(.*\)"}.*/\1 \2/p'
}
score_of() { about "$1" | sed -n '1s/.*"total":\([0-9]*\),.*/\1/p'; }

# until_true COMMAND...: polls, ten seconds at most
until_true() {
	local end=$((SECONDS + 10))
	until "$@"; do
		[ "$SECONDS" -lt "$end" ] || return 1
		read -r -t 0.003 <> <(:) || true
	done
}

lines_in() { [ -e "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ]; }

@test "a folder of students, or one student's" {
	hand_in subs good bad
	graded 0 subs
	[ "$(score_of s1)" = 6 ]
	[ "$(score_of s2)" = 5 ]
	graded 0 subs/s2
	[ "$(score_of s2)" = 5 ]
	[ -z "$(score_of s1)" ]
	graded 0 subs/s1 subs/s2
	[ "$(score_of s1)" = 6 ]
	cd subs/s1
	graded 0 .
	[ "$(score_of s1)" = 6 ]
}

@test "what was not handed in is a note, and no trouble" {
	mkdir -p subs/{nothing,empty/00_one,near/00_one,void/00_one,more/00_one/deep}
	touch subs/void/00_one/one.c subs/near/00_one/One.c.txt
	echo good | tee subs/more/00_one/{one,two,three}.c subs/more/Makefile >/dev/null
	graded 0 subs
	[ "$(note_of nothing)" = "not submitted" ]
	[ "$(note_of empty)" = "not submitted" ]
	[ "$(note_of near)" = "not submitted: there is no one.c, but One.c.txt" ]
	[ "$(note_of void)" = "one.c is empty" ]
	[ "$(score_of more)" = 3 ]
}

@test "links, FIFOs, devices and folders are not opened" {
	mkdir -p subs/{link,dirlink,fifo,folder,file,outside,device}/00_one
	echo good >good.c
	ln -s "$dir/good.c" subs/link/00_one/one.c
	rmdir subs/dirlink/00_one && ln -s ../outside/00_one subs/dirlink/00_one
	cp good.c subs/outside/00_one/one.c
	mkfifo subs/fifo/00_one/one.c
	mkdir subs/folder/00_one/one.c
	rmdir subs/file/00_one && cp good.c subs/file/00_one
	[ "$WHO" = user ] || mknod subs/device/00_one/one.c c 5 0
	graded 0 subs
	[ "$(note_of link)" = "one.c is a symbolic link: not read" ]
	[ "$(note_of dirlink)" = "00_one is a symbolic link: not read" ]
	[ "$(note_of fifo)" = "one.c is a FIFO: not read" ]
	[ "$(note_of folder)" = "one.c is a folder: not read" ]
	[ "$(note_of file)" = "00_one is a file: not read" ]
	[ "$WHO" = user ] || [ "$(note_of device)" = "one.c is a device: not read" ]
	[ "$(score_of outside)" = 3 ]
}

@test "4 GB, NUL, UTF-16 and bare CR are named for what they are" {
	mkdir -p subs/{huge,nul,wide,cr}/00_one
	truncate -s 4G subs/huge/00_one/one.c
	printf 'good\n\0' >subs/nul/00_one/one.c
	printf '\377\376g\0\n\0' >subs/wide/00_one/one.c
	printf 'good\r' >subs/cr/00_one/one.c
	graded 0 subs
	[ "$(note_of huge)" = "one.c has 4294967296 bytes: not read, 262144 are the most" ]
	[ "$(note_of nul)" = "one.c is no text, it has NUL bytes: not read" ]
	[ "$(note_of wide)" = "one.c is UTF-16: not read; save it as UTF-8" ]
	[ "$(note_of cr)" = "one.c has no line ends but CR: not read; save it with LF" ]
}

@test "names of students may be anything" {
	local name
	for name in $'two\nlines' -rf '$(touch x)' ' spaced ' $'\e[2J' 'x..' $'b\xff' "$(printf '%0255d' 0)"; do
		mkdir -p "subs/./$name/00_one"
		echo good >"subs/./$name/00_one/one.c"
	done
	graded 0 subs
	for name in 'two\nlines' -rf '$(touch x)' ' spaced ' '\u001b[2J' 'x..' 'b\udcff'; do
		[ "$(score_of "$name")" = 3 ]
	done
	[ ! -e x ] && [ ! -e subs/x ]
	[[ $said != *$'\e'* ]]
	ends 0 grade --format text subs
	[[ $output != *$'\e'* && $output != *$'\r'* ]]
}

@test "two dots are the folder that they stand for; other names with a dot in front count only when given" {
	hand_in subs good
	mkdir -p subs/.../00_one 'subs/. /00_one'
	echo good | tee subs/.../00_one/one.c >'subs/. /00_one/one.c'
	local path
	for path in subs subs/s1/..; do
		graded 0 "$path"
		[ "$(score_of s1)" = 6 ]
		[ "$(grep -c '^{"student"' <<<"$json")" = 1 ]
		[ "$said" = "grade: $path: 2 of its entries are no students' folders: left out" ]
	done
	for path in subs/s1/00_one/.. subs/../subs/s1/.; do
		graded 0 "$path"
		[ "$(score_of s1)" = 6 ]
	done
	(cd subs/s1/00_one && ends 0 grade --format csv .. && [[ $output == *'"s1",3,3,6,6'* ]])
	ends 1 grade subs/s1 subs/s1/00_one/..
	[ "$output" = "grade: subs/s1/00_one/..: the same folder was given twice" ]
	graded 0 --out out subs/... 'subs/. '
	[ "$(score_of ...)" = 3 ]
	[ "$(score_of '. ')" = 3 ]
	# a journal could name one that no folder can be called
	sed -i 's/"student":"[.]*"/"student":".."/' out/journal.jsonl
	"$BUILD/report" --out out out/journal.jsonl
	[ "$(LC_ALL=C ls -A out/gradescope)" = $'%2E%20.json\n%2E...json\n%2E..json' ]
	[ "$(ls out)" = "$(ls "$BATS_FILE_TMPDIR/whole")" ]
}

@test "files beside the students' folders are left out in one line, 5,000 in a second or two" {
	hand_in subs good
	(cd subs && seq 1 5000 | xargs touch)
	(cd subs/s1/00_one && seq 1 5000 | xargs touch)
	local start=$SECONDS
	graded 0 subs
	[ $((SECONDS - start)) -le 3 ]
	[ "$(score_of s1)" = 6 ]
	[ "$said" = "grade: subs: 5000 of its entries are no students' folders: left out" ]
}

# A million links in a file system in memory take two seconds, a million files
# on a disk ten times as long: make bench-grade has those.
# bats test_tags=once
@test "a million names in a submission, or beside the students' folders, take no memory" {
	need_mounts
	awk '/^MemAvailable/ { exit $2 < 1000000 }' /proc/meminfo || skip "too little memory for a million names"
	cat >fill.c <<-'END'
		#include <stdio.h>
		#include <unistd.h>
		int main(int argc, char **argv)
		{
			char name[16];
			for (int i = 0; i < 1000000; i++) {
				snprintf(name, sizeof name, "%d", i);
				if (link(argv[argc - 1], name) == -1)
					return 1;
			}
		}
	END
	"${CC:-cc}" -o fill fill.c || skip "no compiler"
	hand_in small good
	mkdir subs
	: >"$fake/tests/memory"
	grade --jobs 1 small >/dev/null
	# one folder is both, a student's exercise and a place for students
	# shellcheck disable=SC2016
	run unshare --user --map-root-user --mount bash -ec '
		mount -t tmpfs -o nr_inodes=0 none subs
		cp -r small/s1 subs
		cp -r small/s1 subs/s1/00_one/s2
		(cd subs/s1/00_one && ../../../fill one.c)
		"$BUILD/grade" --top "$1" --jobs 1 --format csv subs
		"$BUILD/grade" --top "$1" --jobs 1 --format csv subs/s1/00_one' bash "$fake"
	mapfile -t memory < <(sort -n "$fake/tests/memory")
	rm "$fake/tests/memory"
	echo "status $status, memory ${memory[*]} kB: $output"
	[ "$status" = 0 ]
	[[ $output == *'"s1",3,3,6,6'*"grade: subs/s1/00_one: 1000001 of its entries are no students' folders: left out"*'"s2",3,3,6,6'* ]]
	[ "${#memory[@]}" = 6 ]
	[ "${memory[-1]}" -le $((memory[0] + 500)) ]
}

@test "two students of one name are refused, and one folder given twice" {
	hand_in a good
	hand_in b bad
	ends 1 grade a b
	[[ $output == "grade: two students have one name: b/s1, and the one in a; rename one" ]]
	ends 1 grade a/s1 b
	[[ $output == *"two students have one name"* ]]
	ends 1 grade a b/s1
	[[ $output == *"two students have one name"* ]]
	ends 1 grade a a/s1
	[[ $output == "grade: a/s1: the same folder was given twice" ]]
}

@test "bad usage is one line and status 1" {
	mkdir empty
	hand_in subs good
	ends 1 grade
	[ "${#lines[@]}" = 1 ]
	ends 1 grade nowhere
	[ "$output" = "grade: nowhere: ENOENT (No such file or directory)" ]
	ends 1 grade empty
	[ "$output" = "grade: empty: neither an exercise's folder nor students' folders are in it" ]
	ends 1 grade --jobs 0 subs
	[ "$output" = "grade: --jobs: want a number from 1 to 256" ]
	ends 1 grade --format pdf subs
	[ "$output" = "grade: --format pdf: there is no such format" ]
	ends 1 grade --only 02_three subs
	[ "$output" = "grade: --only 02_three: there is no such exercise" ]
	ends 1 grade --nonsense subs
	[ "${#lines[@]}" = 1 ]
	: >empty.key
	ends 1 grade --key empty.key subs
	[ "$output" = "grade: --key empty.key: is empty" ]
}

@test "a folder that cannot be read, or is a link, is the grader's trouble" {
	local unprivileged=()
	[ "$WHO" = user ] || unprivileged=(setpriv --bounding-set "-dac_override,-dac_read_search")
	hand_in subs good good good good
	chmod 0 subs/s1 subs/s2/00_one subs/s3/00_one/one.c
	ln -s s4 subs/s5
	graded_by "${unprivileged[@]}"
	chmod 755 subs/s1 subs/s2/00_one subs/s3/00_one/one.c
	[ "$(verdicts_of s1 | head -n 1)" = "cannot the student's folder: EACCES (Permission denied)" ]
	[ "$(verdicts_of s2 | head -n 1)" = "cannot 00_one: EACCES (Permission denied)" ]
	[ "$(verdicts_of s3 | head -n 1)" = "cannot one.c: EACCES (Permission denied)" ]
	[ "$(score_of s4)" = 6 ]
	[ "$(verdicts_of s5 | head -n 1)" = "cannot the student's folder is a symbolic link: not followed" ]
}

@test "what does not compile fails; a compiler that crashes is no verdict" {
	hand_in subs wrong crash large
	graded 2 subs
	[ "$(verdicts_of s1)" = $'fail it does not compile\nfail it does not compile' ]
	[[ $(note_of s1) == *wrong* ]]
	[[ $json != *$'\e'* ]]
	[[ $(verdicts_of s2) == "cannot the compiler failed with status 4"* ]]
	[[ $(verdicts_of s3) == "fail it does not compile: the compiler reached its limit of memory"* ]]
}

@test "a judge that dies, hangs or talks nonsense is no verdict, but status 2" {
	hand_in subs die hang strange observe cannot good
	graded 2 --seconds 1 subs
	[ "$(verdicts_of s1 | head -n 1)" = "cannot the judge died with status 137 after 0 of 2 checks" ]
	[ "$(verdicts_of s2 | head -n 1)" = "cannot the judge had not ended after 1 seconds" ]
	[ "$(verdicts_of s3 | head -n 1)" = "cannot the judge died with status 0 after 0 of 2 checks" ]
	[ "$(verdicts_of s4 | head -n 1)" = "cannot the observation failed: oops" ]
	[ "$(verdicts_of s5)" = $'pass \ncannot no such thing' ]
	[ "$(score_of s6)" = 6 ]
	ends 1 pgrep -f "tail -f $fake"
}

@test "a judge that dies once is tried again" {
	hand_in subs flaky
	rm -f "$fake/tests/tried"
	graded 0 subs
	[ -e "$fake/tests/tried" ]
	[ "$(score_of s1)" = 6 ]
}

@test "--out keeps the journal and all reports, and judges nothing twice" {
	hand_in subs good bad
	ends 0 "$BUILD/grade" --top "$fake" --out out subs
	[ "$output" = "grade: all was judged: the reports are in out" ]
	ls out
	for name in journal.jsonl report.{txt,json,xml,tap,csv,html} gradescope/s1.json classroom50/s2.json; do
		[ -s "out/$name" ]
	done
	cp -r out first
	: >"$fake/tests/seeds"
	grade --out out subs
	[ ! -s "$fake/tests/seeds" ]
	diff -r first out
	echo bad >subs/s1/00_one/one.c
	grade --out out subs
	[ "$(wc -l <"$fake/tests/seeds")" = 1 ]
	grade --out out --format csv subs | grep -x '"s1",2,3,5,6'
	echo good >subs/s1/00_one/one.c
	grade --out out --format csv subs | grep -x '"s1",3,3,6,6'
	rm subs/s1/00_one/one.c
	grade --out out --format csv subs | grep -x '"s1",0,3,3,6'
	grade --out out subs
	[ "$(grep -c 'not submitted' out/journal.jsonl)" = 1 ]
}

@test "what could not be judged is tried again by the next run" {
	hand_in subs cannot good
	ends 2 grade --out out subs
	: >"$fake/tests/seeds"
	ends 2 grade --out out subs
	[ "$(wc -l <"$fake/tests/seeds")" = 1 ]
}

@test "another toolkit judges anew, and so does another key" {
	hand_in subs good
	echo secret >key
	grade --out out subs
	grade --out out --key key subs
	[ "$(sed -n 's/.*"seed":"\([^"]*\)".*/\1/p' out/journal.jsonl | sort -u | wc -l)" = 4 ]
	cp -r "$fake" other
	echo '# new' >>other/tests/judge
	: >other/tests/seeds
	fake=other grade --out out --key key subs
	[ "$(wc -l <other/tests/seeds)" = 2 ]
	[ "$(grep -c '"journal"' out/journal.jsonl)" = 2 ]
}

@test "a seed depends on key, student, exercise and file alone" {
	hand_in subs good good
	: >"$fake/tests/seeds"
	grade subs >/dev/null
	[ "$(sort -u "$fake/tests/seeds" | wc -l)" = 4 ]
	grade --jobs 1 subs/s2 subs/s1 >/dev/null
	[ "$(sort -u "$fake/tests/seeds" | wc -l)" = 4 ]
	[ "$(wc -l <"$fake/tests/seeds")" = 8 ]
	grep -qxE '[0-9a-f]{64}' "$fake/tests/seeds"
}

@test "killed at any moment, the same command does the rest: each verdict once" {
	local subs=$BATS_FILE_TMPDIR/thirty kills=0 want grader
	# a few lines more each time; whatever it is doing then
	for want in 1 2 5 9 14 22 30 41 55 70 86 100; do
		"$BUILD/grade" --top "$fake" --out out "$subs" 2>/dev/null 3>&- &
		grader=$!
		until_true lines_in out/journal.jsonl "$want" || [ ! -d /proc/$grader ]
		kill -9 "$grader" 2>/dev/null && kills=$((kills + 1))
		wait "$grader" || true
	done
	echo "$kills kills"
	[ "$kills" -ge 8 ]
	ends 2 grade --out out "$subs"
	for name in report.{txt,json,xml,tap,csv,html}; do
		cmp "$BATS_FILE_TMPDIR/whole/$name" "out/$name"
	done
	# What was complete was never judged again.
	[ "$(grep '"verdict":"pass"' out/journal.jsonl | grep 01_two | sort | uniq -c |
		awk '$1 > 1' | wc -l)" -le "$((kills * 2))" ]
}

@test "a journal cut anywhere is mended and completed" {
	hand_in subs good bad
	grade --out whole subs
	size=$(wc -c <whole/journal.jsonl)
	for part in 1 $((size / 7)) $((size / 2)) $((size - 300)) $((size - 150)) $((size - 2)) $((size - 1)); do
		rm -rf out && mkdir out
		head -c "$part" whole/journal.jsonl >out/journal.jsonl
		status=0
		grade --out out subs 2>said || status=$?
		echo "cut after $part: status $status, $(<said)"
		[ "$status" = 0 ]
		[ "$(grep -cvE 'damaged line|: the reports are in' said)" = 0 ]
		cmp whole/report.json out/report.json
		[ "$(grep -c '^{.*}$' out/journal.jsonl)" -ge 9 ]
		: >"$fake/tests/seeds"
		grade --out out subs
		[ ! -s "$fake/tests/seeds" ] # all of it is known now
	done
}

@test "Ctrl-C and SIGTERM end all, and say how to go on" {
	hand_in subs good hang hang
	local signal
	for signal in INT TERM; do
		"$BUILD/grade" --top "$fake" --out out subs 2>said 3>&- &
		grader=$!
		until_true lines_in out/journal.jsonl 3
		until_true pgrep -f "tail -f $fake" >/dev/null
		kill -s $signal "$grader"
		status=0
		wait "$grader" || status=$?
		[ "$status" = 2 ]
		cat said
		[ "$(cat said)" = "grade: stopped; the same command goes on from here" ]
		tail -c 1 out/journal.jsonl | cmp - <(echo)
	done
	ends 2 grade --seconds 1 --out out subs
	grep -q 's1.*"pass"' out/journal.jsonl
}

@test "Ctrl-C and SIGTERM leave no cgroup, and take none that another run holds" {
	# shellcheck disable=SC2016 # for the inner shell
	"$ROOT/tests/delegated" "$UID" bash -c '[ "$(find /sys/fs/cgroup -name "delegated-$PPID" 2>/dev/null)" ]' ||
		skip "this user may make no cgroup here"
	mkdir -p subs/{a,b,c,d}/05_uts
	tee subs/{a,b,c,d}/05_uts/join.c <"$ROOT/tests/attacks/sleep_forever.c" >/dev/null
	cat >interrupt <<-'END'
		# in cgroups of our own; there "theirs" is held, and "killed" is not
		mapfile -t ours < <(find /sys/fs/cgroup -name "delegated-$PPID" 2>/dev/null)
		groups() { find "${ours[@]}" -name 'boxwright-*' | sort; }
		inhabited() { [ "$(find "${ours[@]}" -path '*/boxwright-*/cgroup.procs' -exec grep -l . {} + 2>/dev/null | wc -l)" -ge 4 ]; }
		mkdir "${ours[@]/%//boxwright-theirs}"
		theirs=$(groups)
		for dir in $theirs; do exec {held}<"$dir" && flock "$held"; done
		for signal in INT TERM; do
			mkdir "${ours[@]/%//boxwright-killed}"
			"$BUILD/grade" --top "$ROOT" --only 05_uts --jobs 4 --out $signal subs &
			grader=$!
			until_true inhabited || exit
			kill -s $signal $grader
			wait $grader
			echo "status $?; left: $(groups | comm -13 <(echo "$theirs") -)"
		done
		echo "gone: $(groups | comm -23 <(echo "$theirs") -)"
		rmdir $theirs
	END
	export -f until_true
	ends 0 "$ROOT/tests/delegated" "$UID" bash interrupt 3>&-
	grep -v '^grade: ' <<<"$output" | diff - <(printf '%s\n' "status 2; left: " "status 2; left: " "gone: ")
}

@test "one grader at a time writes a journal" {
	hand_in subs hang
	"$BUILD/grade" --top "$fake" --seconds 2 --out out subs >/dev/null 2>&1 3>&- &
	grader=$!
	until_true lines_in out/journal.jsonl 1
	ends 2 grade --seconds 2 --out out subs
	[ "$output" = "grade: out/journal.jsonl: another grader is writing it" ]
	kill "$grader"
	wait "$grader" || true
}

@test "a full disk is one clear line; what was judged is kept" {
	need_mounts
	mkdir out
	# shellcheck disable=SC2016
	unshare --user --map-root-user --mount bash -c '
		mount -t tmpfs -o size=8k,mode=777 none out
		"$BUILD/grade" --top "$1" --out out "$2" 2>said
		echo $? >status
		cp out/journal.jsonl kept' bash "$fake" "$BATS_FILE_TMPDIR/thirty"
	cat said
	[ "$(cat status)" = 2 ]
	[ "$(wc -l <said)" = 1 ]
	grep -q 'ENOSPC (No space left on device); what was judged is kept' said
	[ "$(tail -c 1 kept | wc -l)" = 1 ]
	[ "$(grep -cv '^{.*}$' kept)" = 0 ]
	mkdir again && cp kept again/journal.jsonl
	ends 2 grade --out again "$BATS_FILE_TMPDIR/thirty"
	cmp again/report.json "$BATS_FILE_TMPDIR/whole/report.json"
}

need_mounts() {
	unshare --user --map-root-user --mount true 2>/dev/null ||
		skip "no user namespaces here"
}

@test "no place for temporary files is one clear line" {
	hand_in subs good
	TMPDIR=$dir/nowhere
	ends 2 grade subs
	TMPDIR=$dir/tmp
	[ "${#lines[@]}" = 1 ]
	[[ $output == *"mkdir $dir/nowhere/"*ENOENT* ]]
}

@test "a clock that jumps changes nothing" {
	command -v "${CC:-cc}" >/dev/null || skip "no compiler"
	cat >jump.c <<-'END'
		#include <sys/time.h>
		#include <time.h>
		#include <sys/syscall.h>
		#include <unistd.h>
		static long away(void) { static long n; return n += 100000000 * (n % 2 ? 1 : -1) + 1; }
		time_t time(time_t *t) { long n = away(); if (t) *t = n; return n; }
		int gettimeofday(struct timeval *restrict t, void *restrict z)
		{ (void)z; t->tv_sec = away(); t->tv_usec = 0; return 0; }
		int clock_gettime(clockid_t id, struct timespec *t)
		{
			if (id != CLOCK_REALTIME)
				return syscall(SYS_clock_gettime, id, t);
			t->tv_sec = away();
			t->tv_nsec = 0;
			return 0;
		}
	END
	${CC:-cc} -D_GNU_SOURCE -shared -fPIC -o jump.so jump.c || skip "no shared libraries here"
	hand_in subs good bad
	grade --out one subs
	LD_PRELOAD=$dir/jump.so grade --out two subs
	cmp one/report.json two/report.json
}

@test "the grader needs no more memory for ten times as many" {
	: >"$fake/tests/memory"
	# shellcheck disable=SC2046
	hand_in few $(yes good | head -n 5)
	grade --jobs 2 few >/dev/null
	few=$(sort -n "$fake/tests/memory" | tail -n 1)
	: >"$fake/tests/memory"
	# shellcheck disable=SC2046
	hand_in many $(yes good | head -n 50)
	grade --jobs 2 --out out many
	many=$(sort -n "$fake/tests/memory" | tail -n 1)
	rm "$fake/tests/memory"
	echo "10 submissions: $few kB, 100: $many kB"
	[ "$many" -le $((few + 200)) ]
}

@test "progress goes to stderr, and nothing but the report to stdout" {
	hand_in subs good
	grade --format csv subs >report 2>said
	[ ! -s said ]
	[ "$(wc -l <report)" -le 3 ]
}

@test "on a terminal a bar shows how far it is, and Ctrl-C ends it" {
	hand_in subs good bad
	"$BUILD/pty" 'see:] 4 of 4' 'see:s2' end:0 -- \
		"$BUILD/grade" --top "$fake" --format csv subs
	echo hang >subs/s2/01_two/two.c
	"$BUILD/pty" 'see:] 3 of 4' 'say:^C' 'see:stopped; the same command goes on' end:2 -- \
		"$BUILD/grade" --top "$fake" --out out subs
	ends 1 pgrep -f "tail -f $fake"
}

@test "what the kernel draws anew in each run is a letter in the journal" {
	hand_in subs bad
	graded 0 subs
	about s1 | grep -F '"observed":"uts:[A], that of box=A, not 4026531838","evidence":"0:B:14 0:B:C uid=D /.../box"'
}

# What follows has the real exercises.
real() {
	"$ROOT/exercises/grade" --only 05_uts "$@"
}

@test "the solution has full marks, also with CRLF, BOM or Latin-1" {
	mkdir -p subs/{plain,crlf,bom,latin1}/05_uts
	local solution=$ROOT/solutions/05_uts/join.c
	cp "$solution" subs/plain/05_uts
	sed 's/$/\r/' "$solution" >subs/crlf/05_uts/join.c
	{ printf '\357\273\277' && cat "$solution"; } >subs/bom/05_uts/join.c
	{ printf '/* Jos\351 \302 */\n' && cat "$solution"; } >subs/latin1/05_uts/join.c
	real --format csv subs | tr -d '\r' >report
	cat report
	for name in plain crlf bom latin1; do
		grep -x "\"$name\",8,8,8" report
	done
}

@test "as root and as an ordinary user: so many points can be judged as docs/instructor.md says" {
	[ "$WHO" = root ] || skip "only root can be each of these"
	local said judged=() become user="setpriv --reuid=65534 --regid=65534 --clear-groups"
	$user test -x "$BUILD/grade" || skip "an ordinary user may not read this folder"
	$user unshare --user --map-root-user --mount true || skip "no user namespaces for an ordinary user"
	mapfile -t said < <(awk -F'|' '/^## /{ on = /without root/ } on && $3 + 0 { print $3 + 0 }' \
		"$ROOT/docs/instructor.md")
	for become in "env" "$ROOT/tests/delegated 65534" "$user"; do
		# shellcheck disable=SC2086 # words
		judged+=("$(TMPDIR=/tmp $become "$BUILD/grade" --top "$ROOT" --format json "$ROOT/solutions" |
			sed -n 's/^{"student".*"total":\([0-9]*\),.*/\1/p')")
	done
	echo "said: ${said[*]}; judged: ${judged[*]}"
	[ "${judged[0]}" = 100 ] || skip "not even root can be judged on all here"
	[ "${said[*]}" = "${judged[*]}" ]
}

@test "make hands on any name of a folder or file as it is" {
	local name=$'it\'s $HOME; "$(touch x)" `touch x` $(shell touch x) -- #& *\\'
	mkdir -p "subs $name/ann/05_uts"
	cp "$ROOT/solutions/05_uts/join.c" "subs $name/ann/05_uts"
	echo secret >"key $name"
	ends 0 make -s -C "$ROOT" -o grader grade ONLY=05_uts FORMAT=csv \
		SUBMISSIONS="$dir/subs $name" OUT="$dir/out $name" KEY="$dir/key $name"
	[[ $output == *'"ann",8,8,8'* ]]
	[ -s "out $name/report.html" ]
	[ ! -e x ] && [ ! -e "$ROOT/x" ]
	OUT="$dir/out $name" SUBMISSIONS="$dir/subs $name" \
		ends 0 make -s -C "$ROOT" -o grader grade ONLY=05_uts
	[[ $output == *"all was judged"* ]]
}

@test "graded twice, with one job and with four, the reports are the same bytes" {
	local file n=0
	# the assembler names a file that is called otherwise each time
	for file in "$ROOT"/tests/{wrong/exercises/05_uts/[ce]*,attacks/md_fence_break}.c; do
		n=$((n + 1))
		mkdir -p "subs/s$n/05_uts"
		cp "$file" "subs/s$n/05_uts/join.c"
	done
	[ "$n" -ge 2 ]
	real --jobs 1 --out one subs
	real --jobs 4 --out four subs
	for name in report.{txt,json,xml,tap,csv,html}; do
		cmp "one/$name" "four/$name"
	done
}

@test "Gradescope's autograder: what is packed can be built" {
	command -v zip >/dev/null && command -v unzip >/dev/null || skip "zip or unzip is missing"
	echo secret >course.key
	ONLY=05_uts KEY=course.key "$ROOT/exercises/templates/gradescope/pack" autograder.zip
	unzip -q autograder.zip -d packed
	[ -x packed/setup.sh ] && [ -x packed/run_autograder ]
	[ "$(cat packed/boxwright/gradescope.only)" = 05_uts ]
	cmp course.key packed/boxwright/gradescope.key
	[ ! -e packed/boxwright/solutions ]
	make -n -C packed/boxwright BUILD=build grader >plan
	grep -q 'grade.o' plan
}

@test "the workflow for classrooms grades a repository, and its user can read the result" {
	awk '/- name: grade$/ { on = 1 } on && /- uses:/ { exit }
		text { sub(/^ {10}/, ""); print } on && /run: \|/ { text = 1 }' \
		"$ROOT/exercises/templates/classroom.yml" >steps.sh
	mkdir -p bin submission/exercises/05_uts
	ln -s "$ROOT" boxwright
	cp "$ROOT/solutions/05_uts/join.c" submission/exercises/05_uts
	printf '%s\n' '#!/bin/sh' 'echo "$@" >>sudo.log' 'exec "$@"' >bin/sudo
	chmod 755 bin/sudo
	PATH=$dir/bin:$PATH ONLY=05_uts GITHUB_REPOSITORY_OWNER=acme \
		GITHUB_REPOSITORY=acme/ann ends 0 bash -e steps.sh >log
	grep -F '| student acme-ann: 8 of 8' log
	grep -xF "chown -R $(id -u):$(id -g) result" sudo.log
	[ -s result/report.json ]
}

@test "an array job of Slurm grades a student a task" {
	mkdir -p subs/{ann,'b b'}/05_uts journals
	cp "$ROOT/solutions/05_uts/join.c" subs/ann/05_uts
	cp "$ROOT/tests/wrong/exercises/05_uts/descriptor_stays.c" 'subs/b b/05_uts/join.c'
	mv subs submissions
	ln -s "$ROOT" boxwright
	echo secret >course.key
	for task in 1 2; do
		SLURM_ARRAY_TASK_ID=$task "$ROOT/exercises/templates/slurm.sh" >journals/$task.jsonl
	done
	cat journals/*.jsonl >journal.jsonl
	ends 0 "$BUILD/report" --format csv journal.jsonl
	[ "${#lines[@]}" = 3 ]
	[[ $output == *$'\n"ann",'*,8,* && $output == *$'\n"b b",'*,7,* ]]
}

@test "Gradescope's autograder: the project's tree, and files without a folder" {
	mkdir -p autograder/source
	ln -s "$ROOT" autograder/source/boxwright
	local place
	for place in exercises/05_uts .; do
		rm -rf autograder/submission
		mkdir -p "autograder/submission/$place"
		cp "$ROOT/solutions/05_uts/join.c" "autograder/submission/$place"
		mkfifo autograder/submission/run.c # that of 00_spawn
		AUTOGRADER=$dir/autograder "$ROOT/exercises/templates/gradescope/run_autograder"
		grep -o '"score":8,"output"' autograder/results/results.json
		[[ $place != . ]] || grep -q 'run.c is a FIFO: not read' autograder/results/results.json
	done
}

@test "Gradescope's autograder invents no report" {
	mkdir -p autograder/{source,submission}
	ln -s "$ROOT" autograder/source/boxwright
	ends 1 env "AUTOGRADER=$dir/autograder" "BUILD=$dir/nowhere" "$ROOT/exercises/templates/gradescope/run_autograder"
	[ ! -e autograder/results/results.json ]
}
