# The experiments of the texts that this project began from, in their order:
# each done again with our programs, or with unshare(1) where a text does less
# than any step, and judged by what the kernel records.
load helper

# plain NAME [OBSERVE-OPTION...] -- PROGRAM...: like observe, for any program
plain() {
	local name=$1
	shift
	"$BUILD/observe" "$@" >"$BATS_FILE_TMPDIR/$name"
}

setup_file() {
	local W=$BUILD/witness R=$BUILD/rootfs fill

	# 1. A sandbox for anyone: all namespaces, chroot, no capabilities.
	plain sandbox -o "box ids ids" -o "box pids pids" -o "box list list /" \
		-o "box mount mount none /tmp tmpfs" -o "box rename sethostname x" \
		-- unshare --user --ipc --net --mount --pid --uts --fork \
		--root "$R" witness
	STEP=09_seccomp observe sandbox_ours -o "box ids ids" -o "box pids pids" \
		-o "box init read /proc/1/status" \
		-o "box mount mount none /tmp tmpfs" -- --no-map --keep none

	# 2. Maps over a pipe, a hostname, a fresh /proc.
	local map=()
	[ "$WHO" = user ] || map=(--map 0:1000:1)
	STEP=05_uts observe pipe -o "box ids ids" -o "box uname uname" \
		-o "box proc list /proc" -o "host file stat /usr" \
		-o "box file stat /mnt" -o "box create open /tmp/f creat" \
		-o "box owner stat /tmp/f" -- "${map[@]}" --hostname container \
		--bind /usr:/mnt
	plain maps -o "outside gid_first map gid" \
		-o "outside deny_gid map deny gid" \
		-o "outside all map uid deny gid" \
		-o "outside twice map uid uid" \
		-o "outside deny_late map deny gid deny" \
		-o "outside allow_again map deny allow" -- "$W"

	# 3. The kernel's means, one after the other.
	if [ "$WHO" = root ]; then
		fill="mount -t tmpfs none /mnt && cp -a $R/. /mnt &&
			mknod -m 666 /mnt/dev/null c 1 3 &&
			mount -t sysfs sys /mnt/sys && mount -t proc proc /mnt/proc"
		STEP=01_chroot VIA=$fill observe chroot --on-host \
			-o "box null stat /dev/null" \
			-o "box open open /dev/null rw" \
			-o "box proc list /proc/self/task" \
			-o "box sys stat /sys/kernel" -- --root /mnt
	fi
	STEP=03_pid observe nodes -o "host mknod mknod {host.scratch}/null" \
		-o "box mknod mknod /tmp/null" -- --bind /dev/null:/tmp/bound
	STEP=04_user observe bound -o "box mknod mknod /tmp/null" \
		-o "box open open /dev/null rw" --
	plain terminal -o "box mount mount none {host.scratch} tmpfs" \
		-o "box create open {host.scratch}/secret creat" \
		-o "box inside list {host.scratch}" \
		-o "host outside list {host.scratch}" \
		-o "host mounts read /proc/self/mountinfo" \
		-- unshare --mount --propagation private "$W"
	plain shared -o "box mount mount none {host.scratch} tmpfs" \
		-o "box create open {host.scratch}/secret creat" \
		-o "host outside list {host.scratch}" \
		-- unshare --mount --propagation unchanged "$W"
	plain ps_old -o "box pids pids" -o "box self read /proc/self/stat" \
		-- unshare --pid --fork "$W"
	plain ps -o "box before stat /proc/self" -o "box pids pids" \
		-o "box mount mount proc /proc proc" \
		-o "box after stat /proc/self" -o "box proc list /proc" \
		-- unshare --pid --fork --mount --root "$R" witness
	STEP=03_pid observe ps_ours -o "box proc list /proc" \
		-o "box ps run ps" --
	plain user -o "box ids ids" -o "box mount mount none {host.scratch} tmpfs" \
		-- unshare --user --map-root-user "$W"
	plain user_mount -o "box mount mount none {host.scratch} tmpfs" \
		-- unshare --user --map-root-user --mount "$W"
	STEP=06_net observe net -o "host links_outside links" \
		-o "box address address eth0" \
		-o "host there address {act.links_outside 2}" \
		-o "box listen listen 4711" -o "host listen_outside listen 4712" \
		-o "host in connect {act.address 1} 4711" \
		-o "box out connect {act.there 1} 4712" -- --net veth
	STEP=07_caps observe caps -o "box ids ids" \
		-o "box mount mount none /tmp tmpfs" -- \
		--keep cap_chown,cap_setuid,cap_net_admin
	STEP=07_caps observe caps_kept -o "box mount mount none /tmp tmpfs" -- \
		--keep cap_sys_admin
	if can_limit; then
		STEP=08_cgroup observe memory -o "box small alloc 1000000" \
			-o "box big alloc 100000000" -- --memory 32M
		STEP=08_cgroup observe pids -o "box fork fork 20" -- --pids 10
		STEP=08_cgroup observe cpu -o "box spin spin 800" -- --cpu 20
	fi
	STEP=09_seccomp observe seccomp -o "box getpid syscall getpid" \
		-o "box sync syscall sync" -o "box getppid syscall getppid" -- \
		--deny getpid --kill sync

	# 5. The Go tutorial.
	plain nobody -o "box ids ids" -o "box rename sethostname ann" \
		-- unshare --user "$W"
	plain mapped -o "box ids ids" -o "box rename sethostname ann" \
		-o "box name uname" -- unshare --user --map-root-user "$W"
	plain uts -o "box rename sethostname ann" -o "box name uname" \
		-o "host name_outside uname" \
		-- unshare --user --map-root-user --uts "$W"
	STEP=04_user observe nobody_ours -o "box ids ids" -- --no-map
	STEP=04_user observe mapped_ours -o "box ids ids" \
		-o "box rename sethostname ann" -o "box name uname" --
}

can_limit() {
	"$BUILD/08_cgroup" --pids 100 -- true 2>/dev/null
}

# The numbers among the words of a fact.
numbers() {
	fact "$1" | tr ' ' '\n' | grep -E '^[0-9]+$' | sort -n | xargs
}

@test "1: anyone can have IPC, net, mount, PID, user and UTS namespaces" {
	use sandbox
	for kind in ipc net mnt pid user uts; do
		differs "ns.$kind"
	done
}

@test "1: who has no map is 65534, is PID 1, and has 0 for a parent" {
	use sandbox
	is act.ids '65534 65534 65534 65534'
	is act.pids '1 0'
	is box.uid_map ''
}

@test "1: chroot by someone who is not root" {
	use sandbox
	differs root
	matches act.list '.*bin dev etc.*'
}

@test "1: all capabilities are gone after exec, without a library" {
	use sandbox
	is box.CapEff 0000000000000000
	is box.CapPrm 0000000000000000
	is box.CapAmb 0000000000000000
	refused mount EPERM
	refused rename EPERM
}

@test "1: our program does it, too, and drops what exec could bring back" {
	use sandbox_ours
	is act.ids '65534 65534 65534 65534'
	is act.pids '2 1'
	matches act.init '.*PPid:\\x090\\x0a.*'
	for set in CapInh CapPrm CapEff CapBnd CapAmb; do
		is "box.$set" 0000000000000000
	done
	is box.NoNewPrivs 1
	for kind in net mnt pid user uts; do
		differs "ns.$kind"
	done
	left_nothing
}

@test "2: the parent writes the maps, and the child waits for them" {
	use pipe
	is act.ids '0 0 0 0'
	if [ "$WHO" = root ]; then
		is box.uid_map '0 1000 1'
		is box.gid_map '0 1000 1'
	else
		is box.uid_map '0 65534 1'
		is box.gid_map '0 65534 1'
		is box.setgroups deny
	fi
}

@test "2: the hostname is set" {
	use pipe
	is act.uname container
	is left.hostname host
}

@test "2: /proc is fresh" {
	use pipe
	is box.mount./proc.type proc
	[ "$(numbers act.proc)" = '1 2' ]
}

@test "2: files of the host's root belong to 65534, the box's own to 0" {
	use pipe
	matches act.file '.* uid=65534 gid=65534 .*'
	allowed create
	matches act.owner '.* uid=0 gid=0 .*'
}

@test "2: gid_map wants setgroups denied first, since Linux 3.19" {
	use maps
	refused gid_first EPERM
	allowed deny_gid
	allowed all
}

@test "2: a map is written once, and setgroups not afterwards" {
	use maps
	refused twice EPERM
	refused deny_late EPERM
	refused allow_again EPERM
}

@test "3: chroot: with mknod'ed devices, /proc and /sys" {
	[ "$WHO" = root ] || skip "mknod of a device takes root on the host"
	use chroot
	differs root
	same ns.mnt
	matches act.null '.* mode=20666'
	allowed open
	isnt act.proc ENOENT
	matches act.sys '.* mode=40755'
}

@test "3: without the host's root no device can be made, but one bound" {
	use nodes
	refused mknod EPERM
	use bound
	refused mknod EPERM
	allowed open
}

@test "3: mount: another terminal does not see a tmpfs on /tmp" {
	use terminal
	allowed mount
	is act.inside secret
	lists act.outside ''
	differs ns.mnt
}

@test "3: mount: where mounts are shared it does, unless they are made private" {
	use shared
	allowed mount
	lists act.outside secret
}

@test "3: PID: with the old /proc a process has another number than its own" {
	use ps_old
	is act.pids '1 0'
	matches act.self '[0-9]+ .*'
	[[ $(fact act.self) != '1 '* ]]
}

@test "3: PID: with an empty /proc it does not find itself, so ps cannot work" {
	use ps
	is act.pids '1 0'
	refused before ENOENT
}

@test "3: PID: with a fresh /proc it finds itself, and nobody else" {
	use ps
	allowed mount
	isnt act.after ENOENT
	[ "$(numbers act.proc)" = 1 ]
}

@test "3: PID: ps shows two processes, init and the command" {
	use ps_ours
	[ "$(numbers act.proc)" = '1 2' ]
	is act.ps 0
}

@test "3: user: id 0, yet a tmpfs over /tmp is refused" {
	use user
	is act.ids '0 0 0 0'
	matches box.CapEff '0*[13]f+'
	refused mount EPERM
	same ns.mnt
}

@test "3: user: with a mount namespace it is not" {
	use user_mount
	allowed mount
	differs ns.mnt
}

@test "3: network: a pair of links, an address each, and TCP both ways" {
	use net
	is box.links 'lo eth0'
	matches act.address '[0-9.]+ up'
	matches act.there '[0-9.]+ up'
	allowed in
	allowed out
	left_nothing
}

@test "3: capabilities: root without CAP_SYS_ADMIN cannot mount" {
	use caps
	is act.ids '0 0 0 0'
	refused mount EPERM
}

@test "3: capabilities: with nothing else, it can" {
	use caps_kept
	is box.CapEff 0000000000200000
	allowed mount
}

@test "3: cgroups: a memory limit kills, children included" {
	can_limit || skip "no cgroup can be made here"
	use memory
	allowed small
	is act.big 'killed 9'
	is exit.status 0
	left_nothing
}

@test "3: cgroups: a limit on processes" {
	can_limit || skip "no cgroup can be made here"
	use pids
	matches act.fork '[1-9] EAGAIN'
}

@test "3: cgroups: a limit on processor time" {
	can_limit || skip "no cgroup can be made here"
	use cpu
	at_most act.spin 400
}

@test "3: seccomp: the missing example" {
	use seccomp
	is box.Seccomp 2
	refused getpid EPERM
	is act.sync 'killed 31'
	allowed getppid
}

@test "5: the kinds of namespaces" {
	use nobody
	for kind in cgroup ipc mnt net pid user uts; do
		matches "host.ns.$kind" '[0-9]+'
	done
}

@test "5: CLONE_NEWUSER without a map: nobody" {
	use nobody
	is act.ids '65534 65534 65534 65534'
	is box.CapEff 0000000000000000
	use nobody_ours
	is act.ids '65534 65534 65534 65534'
}

@test "5: with a map of one line: root" {
	use mapped
	is act.ids '0 0 0 0'
	matches box.uid_map '0 [0-9]+ 1'
	use mapped_ours
	is act.ids '0 0 0 0'
}

@test "5: the hostname is refused all the same, for want of a UTS namespace" {
	use mapped
	refused rename EPERM
	is act.name host
	same ns.uts
	use mapped_ours
	refused rename EPERM
	is act.name host
}

@test "5: with one it can be changed, and the host keeps its own" {
	use uts
	allowed rename
	is act.name ann
	is act.name_outside host
}
