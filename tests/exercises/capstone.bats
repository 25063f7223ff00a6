# capstone: all walls at once
load ../helper
export OWN_FILTER=1

usual=00000000a80425fb # the 14 capabilities of step 07
ids=61000 # so many must be mapped for a box whose root is somebody else

# Has the sandbox enough ids?
enough_ids() {
	local map
	map=$(fact host.uid_map)
	[[ $map != *';'* ]] && [ "${map##* }" -ge $ids ]
}

# Sets what the checks compare with.
plan() {
	local names
	draw 0 100000
	NAME=box$VALUE FILE=file$VALUE
	draw 1 20
	TASKS=$((VALUE + 20)) TREE=v2
	while IFS=: read -r _ names _; do
		[[ ,$names, != *,pids,* ]] || TREE=pids
	done <"$BATS_FILE_TMPDIR/cgroup"
}

# try_main NET: the observation that most checks look at.
try_main() {
	# Nothing is refused before the host has rested, and gone on to the next line.
	# A network that is held does not go by itself, and a cable not with it.
	# The host's name of what is bound depends on where one stands.
	try main --cgroup -t 3 -o "before file open /tmp/$FILE creat" \
		-o "box name uname" -o "box ids ids" -o "box pids pids" \
		-o "box self read /proc/self/stat" -o "box memory open /proc/1/mem rw" \
		-o "box bound open /tmp/bound r" -o "box list list /tmp" \
		-o "box reboot syscall reboot" -o "box root open /file creat" -o "box lo address lo" \
		-o "box mount mount none /tmp tmpfs" -o "outside held open /proc/{box.pid}/ns/net r keep" \
		-o "box rest caught 12 100" -o "box eth address eth0" \
		-o "box bomb fork 60" \
		-o "box null stat /dev/null" \
		-o "outside refused read {box.cgroup.$TREE.dir}/pids.events" \
		-o "after group open {box.cgroup.$TREE.dir} r" \
		-- --root "$ROOTFS" --hostname "$NAME" --bind "tmp/$FILE:/tmp/bound" \
		--net "$1" "${map[@]}" "${limits[@]}" -- witness
}

# Can a program that is right make no cable here?
lacks_veth() {
	[[ $("$BUILD/observe" -- "$BUILD/06_net" --root "$BUILD/rootfs" --net veth -- true) == *RTM_NEWLINK*EOPNOTSUPP* ]]
}

setup_file() {
	local limits=() map=()
	echo "$(</proc/self/cgroup)" >"$BATS_FILE_TMPDIR/cgroup"
	plan
	if "$BUILD/08_cgroup" --pids 50 -- true 2>"$BATS_FILE_TMPDIR/why"; then
		rm "$BATS_FILE_TMPDIR/why"
		limits=(--pids "$TASKS")
	fi
	# Where the box's root can be another user than the program's, it is.
	"$BUILD/observe" --strict -t 3 -- "$BUILD/witness" >"$BATS_FILE_TMPDIR/machine"
	use machine
	! enough_ids || map=(--map "0:100:60000")
	try_main veth
	use main
	if [[ $(fact stderr) == *RTM_NEWLINK*EOPNOTSUPP* ]] && lacks_veth; then
		echo >"$BATS_FILE_TMPDIR/no_veth"
		try_main lo
	fi
	use main
	get witness
	[ "$VALUE" = 1 ] || return 0 # there is nothing to kill
	try killed --cgroup -t 2 -o "box ids ids" -o "program kill 9" -o "box alive caught 10" \
		-- --root "$ROOTFS" --hostname "$NAME" "${map[@]}" -- witness
}

# What a program that never reached COMMAND was refused, and what that means.
# The order that most people try gives up privileges first of all.
why_not() {
	case $1 in
	*'mount proc: EPERM'*) echo "mount(2) of proc takes CAP_SYS_ADMIN, and that the host's /proc is still in sight: so pid_mount_proc() before mounts_pivot_root(), and both before caps_limit()" ;;
	*'pivot_root'*': EINVAL'*) echo "pivot_root(2) wants a root that is a mount of its own, and so mounts_enter_root() comes first" ;;
	*'other side: EBADF'*) echo "host and box have nothing to talk through: sync_open() comes before spawn()" ;;
	*'MODE_FILTER, 0 instructions'*) echo "the filter is empty: spawn() gives the box a copy of what is there, so seccomp_compile() and caps_parse() come before it" ;;
	*/proc/0/*) echo "there is no process yet: spawn() has to be before whatever uses pid" ;;
	*': EOVERFLOW'*) echo "a user without an id here can create no file: user_become_root() first" ;;
	*setgroups*EPERM* | *setres*EINVAL* | *setres*EPERM*) echo "the box's ids are not mapped yet: sync_wait() first of all, and on the host sync_go() after user_map_ids(); or the box has given up the privilege to change them" ;;
	*RTM_NEWLINK*) echo "the cable is to end in a box that is not there yet, or no more: net_connect() comes after spawn(), and while the box waits" ;;
	*RTM_DELLINK*) echo "there is no cable that could be taken away: net_connect() comes before net_disconnect(), and after net_plan(), which tells it whether one is wanted" ;;
	*cgroup.procs*': EACCES'*) echo "the box has changed its ids by then, and is no longer the program's to move: cgroup_add() comes before sync_go()" ;;
	*': EPERM'*) echo "that takes a capability, and they were given up before: caps_limit() comes after all that needs one" ;;
	*'cgroup'*': EBUSY'*) echo "a group with processes in it cannot be removed: wait for the box first" ;;
	*bind*ENOENT* | *open_tree*ENOENT*) echo "what is to be bound has the host's name: mounts_open_binds() while the host's tree is there, mounts_attach_binds() once it is gone" ;;
	*) echo "look into the header of the part: it says what has to be before" ;;
	esac
}

# A program in which a call fails takes the box with it: COMMAND may have run for
# a moment, or not.
does_not_fail() {
	local said
	get exit.status || true
	said=${FACT[stderr]-}
	said=${said%%\\x0a*}
	because "the program ended with status 125 and said: $said. That is: $(why_not "$said")" "the headers in steps/, each of its part"
	[ "${FACT[exit.status]-}" != 125 ] || complain exit.status "every call works" "a call failed"
}

# The positive half, without which nothing counts: COMMAND runs in a box.
stands() {
	plan
	does_not_fail
	get witness
	if [ "$VALUE" = 0 ]; then
		local said=${FACT[stderr]-} ended="ended with status ${FACT[exit.status]-}"
		said=${said%%\\x0a*}
		[ "${FACT[exit.status]+there}" ] || ended="had not ended when its time was up"
		if [ "${FACT[exit.status]+there}$said" ]; then
			because "the program $ended${said:+ and said: $said}. That is: $(why_not "$said")" "the headers in steps/, each of its part"
		else
			because "the program hung: host and box wait for each other. The box goes on when sync_go() says so, and spawn_wait() waits until the box has ended: so first spawn(), then sync_go(), then spawn_wait()" "lib/sync.h"
		fi
		complain witness "COMMAND in the box" "COMMAND never ran"
	fi
	for kind in mnt pid user uts net; do
		because "there is no new $kind namespace: spawn() was called without its flag" "clone(2)"
		differs "ns.$kind"
	done
	because "COMMAND is not root in the box, or has no ids there" "steps/04_user/user.h"
	is act.ids '0 0 0 0'
}

# init KEY VALUE: what the kernel says of COMMAND's parent, which is process 1.
init() {
	matches parent.NSpid '.* 1' "process 1 of the box"
	is "parent.$1" "$2"
}

# /proc is the box's own, and nothing in it is covered.
own_proc() {
	because "no proc is mounted in the box: pid_mount_proc() mounts it below the working directory, so once mounts_enter_root() has stepped into the root to be" "steps/03_pid/pid.h"
	is box.mount./proc.type proc
	because "/proc shows the host's processes" "steps/03_pid/pid.h"
	get act.self || true
	[[ $VALUE == "2 ("* ]] || complain box.mount./proc.type "the processes of the box" "those of others"
	because "something is mounted over a file of /proc" "steps/03_pid/pid.h"
	get box.mounts && [[ " $VALUE" != *" /proc/"* ]] ||
		complain box.mounts "nothing below /proc"
}

# The cable is in the box as long as COMMAND runs, and the box has set its end up.
cable() {
	[ ! -e "$BATS_FILE_TMPDIR/no_veth" ] || cannot "this kernel has no veth (modprobe veth)"
	case $(fact act.eth) in
	ENODEV) because "--net veth was asked for, and there is no cable in the box, or it is there no more. net_plan() says that one is wanted, so net_connect() comes after it; net_disconnect() takes it away, so it comes when spawn_wait() has returned" "steps/06_net/net.h" ;;
	*) because "the cable is there, and the box has not set up its end: it did not know that there would be one (spawn() gives it a copy of what net_plan() has returned, so that comes first), or it looked before it was there (net_connect() comes before sync_go(), sync_wait() before net_configure_box())" "steps/06_net/net.h" ;;
	esac
	matches act.eth '198\.1[89]\.[0-9]+\.[0-9]+ up' "an address, and up"
}

# bats test_tags=points:1
@test "COMMAND is root in a box with a name, a network and processes of its own" {
	stands
	because "the hostname is not what was asked for" "steps/05_uts/uts.h"
	is act.name "$NAME"
	because "loopback is down" "steps/06_net/net.h"
	is act.lo '127.0.0.1 up'
	because "COMMAND is not process 2, below process 1" "steps/03_pid/pid.h"
	is act.pids '2 1'
	own_proc
	cable
}

# bats test_tags=points:1
@test "its files are its own, the bind is there, and the host sees no mount of it" {
	stands
	because "the root directory is the host's" "steps/02_mount/mount.h"
	differs root
	because "the root can be written to" "steps/02_mount/mount.h"
	refused root EROFS
	because "/dev/null is no device: mounts_make_dev() borrows the host's, so it comes before these are out of sight, and once we stand in the box's root directory" "steps/02_mount/mount.h"
	# shellcheck disable=SC2154 # an associative array, of helper.bash
	FACT[act.null]=${FACT[act.null]##* } # without its inode number
	get act.null && [[ $VALUE == mode=20* ]] ||
		complain act.null "mode=20666: a device"
	because "what --bind asks for is not there: it is opened before the host's files are out of sight, and attached once they are" "steps/02_mount/mount.h"
	allowed bound
	because "what the host mounts later at the place that is bound shows up in the box, too: mounts_open_binds() took a copy that is still tied to the host's mount, so mounts_make_private() comes before it" "mount_namespaces(7), Bind mount example; steps/02_mount/mount.h"
	is box.mount./tmp/bound.propagation private
	because "the box's mounts show up on the host" "mount_namespaces(7), steps/02_mount/mount.h"
	equal during.mounts.count host.mounts.count
}

# bats test_tags=points:1
@test "it has the 14 usual capabilities, and process 1 has no more" {
	local set
	stands
	because "the capabilities are not those 14: caps_limit(), with what caps_parse() has returned before spawn()" "steps/07_caps/caps.h"
	for set in CapInh CapPrm CapEff CapBnd CapAmb; do is "box.$set" $usual; done
	because "process 1 has more: it can be made to lend them" "steps/07_caps/caps.h"
	init CapBnd $usual
	init CapEff $usual
	because "COMMAND may mount" "capabilities(7)"
	refused mount EPERM
}

# bats test_tags=points:1
@test "the limit on processes holds for it" {
	[ ! -e "$BATS_FILE_TMPDIR/why" ] || cannot "this user may make no cgroup with a limit on processes here; under systemd, \"systemd-run --user --scope -p Delegate=yes bash\" gives a shell that may"
	stands
	because "60 processes could be started: the box was not added to the group, or when COMMAND had been started already and was not in it, or the group was removed before" "steps/08_cgroup/cgroup.h"
	get act.bomb || true
	[[ $VALUE != *EAGAIN ]] || because "the limit holds, but somebody else is in the box's group: before spawn() pid is 0, and to cgroup_add() that is the program itself" "steps/08_cgroup/cgroup.h, cgroups(7)"
	is act.bomb "$((TASKS - 2)) EAGAIN"
	because "fork was refused, but not by the box's own group" "steps/08_cgroup/cgroup.h"
	# shellcheck disable=SC2154 # the group's name is chance, and helper.bash prints it
	FACT[order.refused]="read pids.events of the box's group"
	get act.refused || true
	[[ $VALUE =~ ^max\ [1-9] ]] || complain act.refused "max 1"
	because "that it was refused is not told: the group counts until it is removed, so cgroup_report() comes when the box has ended, and before cgroup_remove()" "steps/08_cgroup/cgroup.h"
	matches stderr '.*the limit on processes refused [1-9].*' "a line of cgroup_report()"
	because "the program failed in the end: the group is removed when the box has ended" "steps/08_cgroup/cgroup.h"
	is exit.status 0
}

# bats test_tags=points:1
@test "the filter is on COMMAND, and process 1 without one cannot be made to act for it" {
	local filters
	stands
	filters=$(fact host.Seccomp_filters)
	because "there is no filter: seccomp_compile() comes before spawn()" "steps/09_seccomp/seccomp.h"
	is box.Seccomp 2
	is box.Seccomp_filters $((filters + 1))
	because "the filter on COMMAND is not what seccomp_compile() has made: that forbids reboot(2)" "steps/09_seccomp/seccomp.h"
	refused reboot EPERM
	because "process 1 has the filter, too" "steps/09_seccomp/seccomp.h"
	init Seccomp_filters "$filters"
	because "COMMAND can open the memory of process 1, and so make its calls: user_become_root() makes a process dumpable, seccomp_guard_init() undoes that, in this order" "steps/09_seccomp/seccomp.h, ptrace(2)"
	refused memory EACCES
	own_proc
}

# A group of the box's own, if it had one, went with it.
group_gone() {
	because "the box's cgroup is still there when the program has ended: cgroup_remove() removes what cgroup_create() has made, so it comes after that, and after the box's end" "steps/08_cgroup/cgroup.h"
	get "host.cgroup.$TREE.dir" || return 0
	! has "box.cgroup.$TREE.dir" "$VALUE" || return 0
	# shellcheck disable=SC2154 # its name is chance, and helper.bash prints it
	FACT[order.group]="is the box's cgroup there?"
	has act.group ENOENT || complain act.group "it is gone" "it is there"
}

# bats test_tags=points:1
@test "it dies with the program, though that be killed, and nothing is left" {
	stands
	because "the program failed though COMMAND did not" "steps/00_spawn/spawn.h"
	is exit.status 0
	because "something is left after the box has ended" "the headers in steps/, each of its part"
	is left.processes 0
	is left.mounts 0
	because "the cable was still there when the program had ended: net_disconnect() has to know what net_plan() and net_connect() have made, and comes when the box has ended. (The kernel takes a cable down with the box's network, but only when nobody looks at that any more.)" "steps/06_net/net.h"
	is left.links ''
	group_gone
	use killed
	stands
	because "the box outlived the program: a change of ids clears what spawn_die_with_host() sets, so user_become_root() comes first" "PR_SET_PDEATHSIG(2const)"
	get act.alive && [ "$VALUE" = gone ] ||
		complain act.alive "the box is gone, too" "COMMAND still obeys orders"
	is left.processes 0
	enough_ids || cannot "only one id is mapped here, so the box's root is the program's user, and no change of ids can undo what makes it die; as root it can be judged"
}
