# 04_user: a range of ids, and the caller in the middle of it
load ../helper

draw_ids() {
	draw 0 5000 && CALLER=$((1000 + VALUE))
	draw 1 5000 && COUNT=$((20000 + VALUE))
	draw 2 5000 && FIRST=$((30000 + VALUE))
	draw 3 9000 && OTHER=$((1000 + VALUE))
	draw 4 9000 && OTHERS_GROUP=$((12000 + VALUE))
	draw 5 5000 && LAST=$((1 + VALUE))
	draw 6 100000 && MADE=/tmp/made$VALUE
}

# The program as the sandbox's root; as a root without capabilities; at the end
# of a range, as a user who has them; with ids that nobody has; as a user who has
# nothing.  Root is 0 outside: only another's id shows whether it was asked for.
# A sandbox of an ordinary user's has one id, 0.
setup_file() {
	local look name
	draw_ids
	look=(-t 3 -o "box ids ids" -o "box file open $MADE creat"
		-o "host owner stat $MADE")
	try main "${look[@]}" -- "$CALLER" "$FIRST" "$COUNT" "$WITNESS"
	# Who hangs before COMMAND hangs each time.
	use main
	if [ "$(fact witness) $(fact timeout)" = "0 1" ]; then
		for name in bare last nobodys user; do
			cp "$BATS_FILE_TMPDIR/main" "$BATS_FILE_TMPDIR/$name"
		done
		return 0
	fi
	try bare "${look[@]}" -- -u 0:0 "$CALLER" "$FIRST" "$COUNT" "$WITNESS"
	has_range || return 0
	try last "${look[@]}" -- -k "$OTHER:$OTHERS_GROUP" "$LAST" "$FIRST" "$((LAST + 1))" "$WITNESS"
	try nobodys "${look[@]}" -- "$CALLER" 4000000000 "$COUNT" "$WITNESS"
	try user "${look[@]}" -- -u "$OTHER:$OTHERS_GROUP" "$CALLER" "$FIRST" "$COUNT" "$WITNESS"
}

# inner FILE ID: observe sees ids as they are outside the sandbox; this is what
# the sandbox calls that one.
inner() {
	local in out count
	VALUE='?'
	while read -r in out count; do
		[ "$2" -lt "$out" ] || [ "$2" -ge $((out + count)) ] ||
			VALUE=$((in + $2 - out))
	done < <(fact "host.$1" | tr ';' '\n')
}

# Has the sandbox all the ids that the range needs?
has_range() {
	fact host.uid_map | tr ';' '\n' | grep -qE '^0 [0-9]+ ([1-9][0-9]{5,}|6553[6-9])$'
}
needs_range() {
	use main
	draw_ids
	has_range || cannot "an ordinary user's sandbox has one id, and no range to map; root's has 65536"
}

# lines FILE: the map of COMMAND, sorted, what belongs together in one line.
lines() {
	local in out count
	while read -r in out count; do
		[ "$count" ] || continue
		inner "$1" "$out"
		echo "$in $VALUE $count"
	done < <(fact "box.$1" | tr ';' '\n') | sort -n | awk '
		NR > 1 && $1 == i + n && $2 == o + n { n += $3; next }
		NR > 1 { printf "%s %s %s; ", i, o, n }
		{ i = $1; o = $2; n = $3 }
		END { if (NR) printf "%s %s %s", i, o, n }'
}

# What is wrong with the map FOUND: SELF is the caller's id outside.
explain_map() {
	local file=$1 self=$2 wanted=$3 found=$4 other
	case "; $found;" in
	"; 0 $FIRST $CALLER;" | "; 0 $FIRST $LAST;") because "only the first line is there: each file takes one write(2), with all lines, and no second one" "user_namespaces(7), Defining user and group ID mappings" ;;
	'; ;')
		because "$file is empty: nothing was written there, so COMMAND has no such id, and is shown as 65534" "user_namespaces(7), Defining user and group ID mappings"
		[ "$file$(fact box.setgroups)" != gid_mapdeny ] ||
			because "gid_map is empty, and setgroups is denied: was it denied too late? The denial comes first, and then gid_map" "user_namespaces(7), The /proc/pid/setgroups file"
		;;
	"; 0 $self 1;") because "the caller is 0 inside, as in step 04; here it is CALLER, $CALLER" "exercises/04_user/idmap.h" ;;
	*"; $self $CALLER 1;"*) because "inside comes first in a line, outside second" "user_namespaces(7), Defining user and group ID mappings" ;;
	*" $((FIRST + CALLER)) "*) because "the ids above the caller are moved by one: id N is FIRST + N on both sides of it" "exercises/04_user/idmap.h" ;;
	"; $CALLER $self 1;") because "the caller may map the whole range: the kernel was not asked, or refused it for another reason" "user_namespaces(7), Defining user and group ID mappings" ;;
	*)
		other=$OTHER
		[[ $self = 0 || "$found;" != *" 0 1;"* ]] ||
			because "outside stands 0, which is root; the caller is $self here: its own effective ids, geteuid(2) and getegid(2)" "geteuid(2); exercises/04_user/idmap.h"
		[ "$file" = uid_map ] || [ "$self" = 0 ] || [[ $found != *" $other "* ]] ||
			because "a user id stands in gid_map: there it is the group, getegid(2)" "getegid(2)"
		;;
	esac
}

# idmap_write() gave up, and the box never ran.  STDERR says with which errno.
explain_refusal() {
	[[ $1 =~ idmap_write\ [0-9]+:\ (E[A-Z]+) ]] || return 0
	VALUE="no map, for idmap_write() failed with ${BASH_REMATCH[1]}"
	case ${BASH_REMATCH[1]} in
	EINVAL) because "two lines overlap, or a line is for 0 ids, or it is not \"inside outside count\"" "user_namespaces(7), Defining user and group ID mappings" ;;
	EPERM)
		# shellcheck disable=SC2153 # the helper sets it
		case $FACTS in
		*/bare | */user) because "this caller gets one line of length 1, with its own id (in gid_map its group's), and gid_map only after setgroups was denied; each file takes one write(2), and no second one" "user_namespaces(7), Defining user and group ID mappings, and The /proc/pid/setgroups file" ;;
		*/nobodys) because "nobody may map this FIRST, root neither, so it is one line here, for users and for groups: who is root has not got every id. Each file takes one write(2) that succeeds" "exercises/04_user/idmap.h" ;;
		*) because "this caller may do what is asked for; but each file takes one write(2) with all its lines, and no second one" "user_namespaces(7), Defining user and group ID mappings" ;;
		esac
		;;
	*) because "a call in idmap_write() failed" "proc_pid_uid_map(5)" ;;
	esac
}

# maps SELF-UID SELF-GID LINES: the map of users and of groups; "@" in LINES is
# the caller's own id outside.
maps() {
	local file self wanted found
	for file in uid_map gid_map; do
		self=$1 && [ "$file" = uid_map ] || self=$2
		wanted=${3//@/$self}
		because "the lines are not those that idmap.h asks for" "exercises/04_user/idmap.h"
		if ! get "box.$file"; then
			explain_refusal "$(fact stderr)"
			complain "box.$file" "$wanted"
			return 1
		fi
		found=$(lines "$file")
		[ "$found" != "$wanted" ] || continue
		explain_map "$file" "$self" "$wanted" "$found"
		complain "box.$file" "$wanted" "${found:-an empty file}"
		return 1
	done
	because "the namespace is the host's: main.c makes another one" "user_namespaces(7)"
	differs ns.user
}

maps_range() {
	maps 0 0 "0 $FIRST $CALLER; $CALLER @ 1; $((CALLER + 1)) $((FIRST + CALLER + 1)) $((COUNT - CALLER - 1))"
}

# owns UID GID: the caller has these ids outside.
owns() {
	because "COMMAND runs as the id that stands for the caller inside; 65534 means that it has none" "user_namespaces(7)"
	is act.ids "$CALLER $CALLER $CALLER $CALLER"
	because "a file is made with the outside ids of who makes it: those of the caller" "user_namespaces(7), Interaction with system calls that change process UIDs or GIDs"
	matches act.owner ".* uid=$1 gid=$2 .*" "uid=$1 gid=$2"
	because "outside COMMAND has other ids than the caller" "credentials(7)"
	has_outside box.Uid uid_map "$1"
	has_outside box.Gid gid_map "$2"
}

# has_outside KEY MAP ID: the kernel's record, in the sandbox's own numbers.
has_outside() {
	local id found=()
	get "$1" || complain "$1" "$3 $3 $3 $3"
	for id in $VALUE; do
		inner "$2" "$id"
		found+=("$VALUE")
	done
	# shellcheck disable=SC2034 # is() reads it
	FACT[$1]=${found[*]}
	is "$1" "$3 $3 $3 $3"
}

# bats test_tags=points:2
@test "a caller who may has the whole range, of users and of groups" {
	needs_range
	maps_range
}

# bats test_tags=points:1
@test "the caller may be the last of the range, and another user than root" {
	needs_range
	use last
	maps "$OTHER" "$OTHERS_GROUP" "0 $FIRST $LAST; $LAST @ 1"
}

# bats test_tags=points:2
@test "setgroups stays allowed where nobody has to deny it" {
	needs_range
	maps_range
	because "the caller may write gid_map as it is: denied all the same, and the box's root can never drop a group" "user_namespaces(7), The /proc/pid/setgroups file"
	is box.setgroups allow
	use nobodys
	maps 0 0 "$CALLER @ 1"
	because "the range was refused since nobody has these ids, but the one line needs no denial: CAP_SETGID is there" "user_namespaces(7), The /proc/pid/setgroups file"
	is box.setgroups allow
}

# bats test_tags=points:1
@test "root without capabilities has one line, with its own id" {
	draw_ids
	use bare
	maps 0 0 "$CALLER @ 1"
}

# bats test_tags=points:2
@test "an ordinary user has one line, with its own id, and setgroups is denied" {
	needs_range
	use user
	maps "$OTHER" "$OTHERS_GROUP" "$CALLER @ 1"
	because "an ordinary user's gid_map takes this" "user_namespaces(7), The /proc/pid/setgroups file"
	is box.setgroups deny
}

# bats test_tags=points:2
@test "COMMAND is the caller inside, and a file that it makes is the caller's outside" {
	draw_ids
	use main
	owns 0 0
	has_range || return 0
	use user
	owns "$OTHER" "$OTHERS_GROUP"
}
