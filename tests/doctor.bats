# shellcheck shell=bats
#
# doctor.bats - what doctor says when something is taken away
#
# Most tests hide a feature from doctor (without.c refuses system calls, a
# sysctl of a throw-away user namespace forbids namespaces, a mount covers a
# part of /proc) and compare what it says with what was hidden.
#
# Those that need a machine where everything works skip on others, and say so.
# The variable build names another directory than build/.

setup_file() {
	local build=${build:-$BATS_TEST_DIRNAME/../build}

	# A place that every user may look into, whoever checked us out.
	dir=$(mktemp -d)
	chmod 755 "$dir"
	cp "$build/doctor" "$build/without" "$dir"
	steps=$(cd "$build" && pwd)
	export dir steps
	if ordinary unshare --map-root-user --mount --net --uts true
	then export userns=yes
	else export userns=no
	fi
}

teardown_file() {
	rm -r "$dir"
}

# Runs a command as somebody who is not root.
ordinary() {
	if [ "$(id -u)" = 0 ]
	then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else "$@"
	fi
}

need_root() {
	[ "$(id -u)" = 0 ] || skip "needs root"
}

need_userns() {
	[ "$userns" = yes ] || skip "needs user namespaces for everyone"
}

# Runs COMMANDS, a shell script, in mounts of its own where it may mount.
in_mounts() {
	if [ "$(id -u)" = 0 ]
	then unshare --mount sh -c "$1"
	else unshare --mount --map-root-user sh -c "$1"
	fi
}

# The shell word for a doctor who is not root, in an in_mounts script.
as_nobody() {
	[ "$(id -u)" != 0 ] ||
		printf 'setpriv --reuid=65534 --regid=65534 --clear-groups'
}

doctor() {
	run --separate-stderr "$dir/doctor" "$@"
}

# The verdict on STEP is TEXT, all of it: lines that go on stand at column 12.
verdict() {
	local line

	line=$(awk -v step="$1" '
		$1 == step { on = 1; sub(/^[^ ]* */, ""); printf "%s", $0; next }
		on && match($0, /^ */) && RLENGTH == 12 { sub(/^ */, ""); printf " %s", $0; next }
		{ on = 0 }' <<<"$output")
	[ "$line" = "$2" ] || {
		printf '%s: wanted: %s\n%s: got:    %s\n' "$1" "$2" "$1" "$line"
		return 1
	}
}

# The output has TEXT in it, wherever its lines break.
says() {
	[[ "$(tr -s ' \n' '  ' <<<"$output")" == *"$1"* ]] || {
		printf 'wanted: %s\ngot:\n%s\n' "$1" "$output"
		return 1
	}
}

silent_about() {
	! says "$1" >/dev/null || {
		printf 'not wanted: %s\ngot:\n%s\n' "$1" "$output"
		return 1
	}
}

# STEPS... run in one way or another.
run_here() {
	local step

	for step; do
		grep -q "^$step .*  *runs" <<<"$output" || {
			printf '%s does not run:\n%s\n' "$step" "$output"
			return 1
		}
	done
}

bats_require_minimum_version 1.5.0

@test "--help goes to stdout and ends with 0" {
	doctor --help
	[ "$status" = 0 ]
	[[ "$output" == "usage: doctor "* ]]
	[ -z "$stderr" ]
}

@test "an unknown option and an argument are one line and 125" {
	doctor --nonsense
	[ "$status" = 125 ]
	[ "$(wc -l <<<"$stderr")" = 1 ]
	[[ "$stderr" == "doctor: --nonsense: "* ]]
	[ -z "$output" ]
	doctor -z
	[ "$status" = 125 ]
	doctor nonsense
	[ "$status" = 125 ]
	[ "$(wc -l <<<"$stderr")" = 1 ]
}

@test "as root where nothing is missing, all steps run" {
	need_root
	need_userns
	doctor
	[ "$status" = 0 ]
	verdict 00_spawn "runs"
	verdict 02_mount "runs as root, or inside: unshare --map-root-user"
	verdict 04_user "runs"
	verdict 06_net "runs, with --net lo and --net veth"
	verdict 09_seccomp "runs"
	says "root maps any range"
}

@test "as an ordinary user where nothing is missing, all steps run" {
	need_userns
	run ordinary "$dir/doctor"
	[ "$status" = 0 ]
	verdict 03_pid "runs as root, or inside: unshare --map-root-user"
	verdict 04_user "runs"
	verdict 06_net "runs with --net lo; --net veth needs root"
	verdict 09_seccomp "runs"
	# what 08 lacks, if it does, is not passed over
	if [[ $output == *"08_cgroup   runs with"* ]]; then
		says "Every step runs here, 08_cgroup without all of its limits."
	else
		says "Every step runs here."
	fi
}

# docker's filter answers clone3 with ENOSYS, because its flags are hidden
container=clone:NEWUSER,unshare:NEWUSER,clone3=ENOSYS

@test "ordinary user in a container's filter: only 00 runs" {
	run ordinary "$dir/without" $container -- "$dir/doctor"
	[ "$status" = 1 ]
	verdict 00_spawn "runs"
	verdict 01_chroot "cannot run here without root: \
a seccomp filter refuses clone (EPERM)"
	verdict 04_user "cannot run here: a seccomp filter refuses clone (EPERM)"
	says "docker run --security-opt seccomp=unconfined"
	says "9 of 10 steps cannot run here."
}

@test "the remedy for one symptom is told once" {
	run ordinary "$dir/without" $container -- "$dir/doctor"
	[ "$(grep -c remedy: <<<"$output")" = 1 ]
}

@test "root in a container's filter: 01 to 03 run as root, not inside" {
	need_root
	run "$dir/without" $container -- "$dir/doctor"
	[ "$status" = 1 ]
	verdict 01_chroot "runs as root"
	verdict 03_pid "runs as root"
	verdict 04_user "cannot run here: a seccomp filter refuses clone (EPERM)"
}

@test "root without CAP_SYS_ADMIN: 02 runs inside a user namespace only" {
	need_root
	need_userns
	run setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin "$dir/doctor"
	[ "$status" = 0 ]
	verdict 01_chroot "runs as root, or inside: unshare --map-root-user"
	verdict 02_mount "runs inside: unshare --map-root-user"
}

@test "root without CAP_SYS_ADMIN or user namespaces is told what it lacks" {
	need_root
	run setpriv --bounding-set=-sys_chroot,-sys_admin \
		unshare --user "$dir/doctor"
	[ "$status" != 0 ]
	run setpriv --bounding-set=-sys_chroot "$dir/without" \
		clone:NEWUSER,clone3=ENOSYS -- "$dir/doctor"
	verdict 01_chroot "cannot run here: a seccomp filter refuses \
chroot (EPERM)"
}

@test "user.max_user_namespaces=0" {
	need_userns
	run ordinary unshare --map-root-user sh -c "
		echo 0 >/proc/sys/user/max_user_namespaces
		exec $dir/doctor"
	[ "$status" = 1 ]
	verdict 01_chroot "runs as root"
	verdict 04_user "cannot run here: user.max_user_namespaces is 0"
	says "sudo sysctl -w user.max_user_namespaces=10000"
	silent_about seccomp=unconfined
}

@test "user.max_net_namespaces=0 stops 06 and later" {
	need_userns
	run ordinary unshare --map-root-user sh -c "
		echo 0 >/proc/sys/user/max_net_namespaces
		exec $dir/doctor"
	[ "$status" = 1 ]
	run_here 00_spawn 03_pid 04_user 05_uts
	verdict 06_net "cannot run here: user.max_net_namespaces is 0"
	verdict 09_seccomp "cannot run here: user.max_net_namespaces is 0"
	says "sudo sysctl -w user.max_net_namespaces=10000"
}

@test "another limit for namespaces is reached" {
	need_userns
	run ordinary unshare --map-root-user sh -c "
		echo 0 >/proc/sys/user/max_uts_namespaces
		exec $dir/doctor"
	[ "$status" = 1 ]
	run_here 04_user
	verdict 05_uts "cannot run here: the limit for namespaces is reached"
	says "the limits in /proc/sys/user"
}

@test "Debian's kernel.unprivileged_userns_clone=0" {
	need_root
	run in_mounts "mount -t tmpfs none /proc/sys/kernel
		echo 0 >/proc/sys/kernel/unprivileged_userns_clone
		exec $(as_nobody) $dir/without $container -- $dir/doctor"
	[ "$status" = 1 ]
	verdict 01_chroot "cannot run here without root: \
kernel.unprivileged_userns_clone is 0"
	verdict 04_user "cannot run here: kernel.unprivileged_userns_clone is 0"
	says "sudo sysctl -w kernel.unprivileged_userns_clone=1"
	silent_about docker
}

# The third symptom: the namespace is made, its capabilities do not work.
powerless=mount=EACCES,sethostname,chroot

@test "Ubuntu's AppArmor restriction" {
	need_root
	run in_mounts "mount -t tmpfs none /proc/sys/kernel
		cd /proc/sys/kernel
		echo 1 >apparmor_restrict_unprivileged_userns
		exec $(as_nobody) $dir/without $powerless -- $dir/doctor"
	[ "$status" = 1 ]
	verdict 02_mount "cannot run here without root: \
AppArmor takes all power from user namespaces"
	verdict 04_user "cannot run here: \
AppArmor takes all power from user namespaces"
	says "sudo apparmor_parser -r packaging/apparmor/boxwright"
	silent_about docker
}

@test "with the AppArmor profile loaded, unshare is not offered" {
	need_root
	need_userns
	# /proc/sys/kernel alone does not hinder a new /proc: pid_max is there
	run in_mounts "mount -t tmpfs none /proc/sys/kernel
		cd /proc/sys/kernel
		echo 1 >apparmor_restrict_unprivileged_userns
		exec $(as_nobody) $dir/doctor"
	verdict 01_chroot "runs as root"
	verdict 02_mount "runs as root"
}

@test "the same symptom without AppArmor blames the filter" {
	need_userns
	run ordinary "$dir/without" $powerless -- "$dir/doctor"
	[ "$status" = 1 ]
	verdict 04_user "cannot run here: a seccomp filter refuses chroot (EPERM)"
	silent_about AppArmor
}

@test "a /proc that is partly covered, as docker's" {
	need_root
	need_userns
	run in_mounts "mount -t tmpfs none /proc/sys/kernel
		exec $(as_nobody) $dir/doctor"
	[ "$status" = 1 ]
	run_here 00_spawn 01_chroot 02_mount
	verdict 03_pid "cannot run here without root: \
a new /proc is refused: the old is partly covered"
	says "docker run --security-opt systempaths=unconfined"
	run in_mounts "mount -t tmpfs none /proc/sys/kernel; exec $dir/doctor"
	verdict 03_pid "runs as root"
	verdict 04_user "cannot run here: \
a new /proc is refused: the old is partly covered"
}

@test "no /proc at all" {
	need_root
	need_userns
	run in_mounts "umount -l /proc; exec $(as_nobody) $dir/doctor"
	[ "$status" = 1 ]
	verdict 04_user "cannot run here: no /proc is mounted"
	says "mount -t proc proc /proc"
}

@test "inside a chroot, with and without /proc" {
	need_root
	local copy="$BATS_TEST_TMPDIR/jail"

	mkdir -p "$copy/proc" "$copy/usr" "$copy/lib" "$copy/lib64" "$copy/dev"
	cp "$dir/doctor" "$copy"
	chmod -R a+rX "$BATS_TEST_TMPDIR"
	run unshare --mount sh -c "cd $copy
		for d in usr lib lib64 dev; do
			[ ! -d /\$d ] || mount --rbind /\$d \$d; done
		exec chroot --userspec=65534:65534 . /doctor"
	[ "$status" = 1 ]
	verdict 04_user "cannot run here: \
clone is refused (EPERM), and there is no /proc to ask why"
	says "In a chroot the kernel makes no user namespace"

	run unshare --mount sh -c "cd $copy
		for d in usr lib lib64 dev proc; do
			[ ! -d /\$d ] || mount --rbind /\$d \$d; done
		exec chroot --userspec=65534:65534 . /doctor"
	[ "$status" = 1 ]
	verdict 04_user "cannot run here: user namespaces are refused inside a \
chroot"
	says "leave the chroot"
}

@test "an id that is not mapped" {
	need_userns
	run ordinary unshare --user "$dir/doctor"
	[ "$status" = 1 ]
	verdict 04_user "cannot run here: your user id is not mapped in this user \
namespace"
	says "unshare --map-root-user"
}

@test "pivot_root refused: 01 runs, 02 does not" {
	need_userns
	run ordinary "$dir/without" pivot_root -- "$dir/doctor"
	[ "$status" = 1 ]
	run_here 00_spawn 01_chroot
	verdict 02_mount "cannot run here without root: \
a seccomp filter refuses pivot_root (EPERM)"
}

@test "sethostname refused: 04 runs, 05 does not" {
	need_userns
	run ordinary "$dir/without" sethostname -- "$dir/doctor"
	[ "$status" = 1 ]
	run_here 03_pid 04_user
	verdict 05_uts "cannot run here: a seccomp filter refuses sethostname \
(EPERM)"
}

@test "netlink refused: 05 runs, 06 does not" {
	need_userns
	run ordinary "$dir/without" socket=EAFNOSUPPORT -- "$dir/doctor"
	[ "$status" = 1 ]
	run_here 05_uts
	verdict 06_net "cannot run here: socket AF_NETLINK: EAFNOSUPPORT"
}

@test "no seccomp: 08 runs, 09 does not" {
	need_userns
	run ordinary "$dir/without" seccomp=EINVAL -- "$dir/doctor"
	[ "$status" = 1 ]
	run_here 08_cgroup
	verdict 09_seccomp "cannot run here: seccomp KILL_PROCESS: EINVAL"
}

@test "an older kernel: clone3 and mount_setattr have a replacement" {
	need_userns
	run ordinary "$dir/without" \
		clone3=ENOSYS,mount_setattr=ENOSYS,open_tree=ENOSYS -- \
		"$dir/doctor"
	[ "$status" = 0 ]
	run_here 02_mount 04_user 09_seccomp
	says "clone3 ENOSYS: the steps use clone instead"
	says "setattr ENOSYS: the steps remount each mount instead"
	says "open_tree ENOSYS: no --bind"
}

@test "an old docker answers unknown calls with EPERM" {
	need_userns
	run ordinary "$dir/without" clone3=EPERM -- "$dir/doctor"
	[ "$status" = 0 ]
	says "clone3 EPERM: the steps use clone instead"
	run ordinary "$dir/without" mount_setattr=EPERM -- "$dir/doctor"
	[ "$status" = 0 ]
	run_here 02_mount 04_user 09_seccomp
	says "setattr EPERM: the steps remount each mount instead"
}

@test "no cgroup of one's own: 08 runs without limits" {
	need_root
	need_userns
	run ordinary "$dir/doctor"
	verdict 08_cgroup "runs without limits; limits for memory pids cpu: EACCES"
	says "Every step runs here, 08_cgroup without all of its limits."
	[[ "$output" == *"remedy: be root, or "* ]]
}

@test "cgroups that are read-only, as docker's" {
	need_root
	need_userns
	run in_mounts "for d in /sys/fs/cgroup /sys/fs/cgroup/*/; do
			! mountpoint -q \$d || mount -o remount,bind,ro \$d
		done; exec $dir/doctor"
	[ "$status" = 0 ]
	verdict 08_cgroup "runs without limits; limits for memory pids cpu: EROFS"
	says "make /sys/fs/cgroup writable"
}

@test "no cgroup mounted at all" {
	need_root
	need_userns
	run unshare --mount sh -c "umount -l /sys/fs/cgroup; exec $dir/doctor"
	[ "$status" = 0 ]
	verdict 08_cgroup "runs without limits; limits for memory pids cpu: \
no controller"
	says "mount -t cgroup2 none /sys/fs/cgroup"
	says "cgroups none; memory nowhere"
}

@test "cgroup v2 without controllers" {
	need_root
	need_userns
	run in_mounts 'sed -n "s/.* \([^ ]*\) [^ ]* - cgroup .*/\1/p" \
		/proc/self/mountinfo | xargs -r umount -l
		[ -e /sys/fs/cgroup/unified/cgroup.controllers ] ||
			mount -t cgroup2 none /sys/fs/cgroup
		grep -q " - cgroup2 " /proc/self/mountinfo || exit 9
		find /sys/fs/cgroup -maxdepth 2 -name cgroup.controllers \
			-exec cat {} + | grep -q memory && exit 9
		exec '"$dir/doctor"
	[ "$status" != 9 ] || skip "cgroup v2 has its controllers here"
	[ "$status" = 0 ]
	verdict 08_cgroup "runs without limits; limits for memory pids cpu: \
no controller"
	says "> cgroup.subtree_control"
	says "cgroups v2; memory nowhere; pids nowhere; cpu nowhere"
}

@test "root may set limits where it can make cgroups" {
	need_root
	need_userns
	local own

	own=$(sed -n 's/^.*:memory://p' /proc/self/cgroup)
	[ -n "$own" ] && [ -w "/sys/fs/cgroup/memory$own" ] ||
		skip "no v1 memory controller here"
	doctor
	verdict 08_cgroup "runs"
	[ -x "$steps/08_cgroup" ] && [ -x "$steps/rootfs/bin/sh" ] ||
		skip "the verdict is right, but there is no step 08 to agree"
	"$steps/08_cgroup" --memory 64M --pids 20 --cpu 50 true
}

@test "pidfd_getfd refused: the steps run, observe would not" {
	need_userns
	run ordinary "$dir/without" pidfd_getfd=ENOSYS -- "$dir/doctor"
	[ "$status" = 0 ]
	says "getfd ENOSYS: observe cannot reach its witness"
}

@test "Landlock is for later: its absence stops no step" {
	need_userns
	run ordinary "$dir/without" landlock_create_ruleset=ENOSYS -- \
		"$dir/doctor"
	[ "$status" = 0 ]
	says "Landlock ENOSYS: not in this kernel"
}

@test "tools that are missing are named" {
	run env PATH="$dir" "$dir/doctor"
	says "missing: bats"
}

@test "--explain shows each call and its errno on stderr" {
	need_userns
	run --separate-stderr ordinary "$dir/without" pivot_root -- \
		"$dir/doctor" --explain
	[ "$status" = 1 ]
	[[ "$stderr" == *"box: mounts: mount tmpfs: ok"* ]]
	[[ "$stderr" == *"box: mounts: pivot_root: EPERM"* ]]
	[[ "$output" != *"mounts: "* ]]
}

@test "what is not built yet is told, with the command that builds it" {
	run "$dir/doctor" # which has nothing beside it
	grep -x 'witness     not built; it needs .*: make' <<<"$output"
	grep -x 'rootfs      not made; the boxes need it: make rootfs' <<<"$output"
	mkdir "$dir/rootfs"
	touch "$dir/witness" "$dir/rootfs/.done"
	run "$dir/doctor"
	grep -x 'witness     not built; .*' <<<"$output" # nobody may execute it
	chmod +x "$dir/witness"
	run "$dir/doctor"
	rm -r "$dir/witness" "$dir/rootfs"
	grep -x 'witness     built' <<<"$output"
	grep -x 'rootfs      made' <<<"$output"
}

@test "colour in a terminal, none in a pipe or with NO_COLOR" {
	command -v script >/dev/null || skip "needs script(1) for a terminal"
	local escape=$'\033'

	run "$dir/doctor"
	[[ "$output" != *"$escape"* ]]
	run env -u NO_COLOR script -qec "$dir/doctor" /dev/null
	[[ "$output" == *"${escape}[32mruns"* ]]
	run env NO_COLOR=1 script -qec "$dir/doctor" /dev/null
	[[ "$output" == *runs* ]]
	[[ "$output" != *"$escape"* ]]
}

@test "no line is longer than 80 columns" {
	local without

	for without in setns $container $powerless pivot_root \
	    mkdir=EROFS,mkdirat=EROFS seccomp=EINVAL
	do
		run ordinary "$dir/without" "$without" -- "$dir/doctor"
		[ "${#lines[@]}" -gt 15 ]
		if grep -E '^.{81}' <<<"$output"; then return 1; fi
	done
}

# What a doctor could leave here, and nothing that other tests do meanwhile.
traces() {
	grep ' probe ' /proc/self/mountinfo || true
	find /sys/class/net -name 'veth[0-9]*'
	find /sys/fs/cgroup -name 'boxwright-doctor-*' 2>/dev/null || true
	pgrep -f "^$dir/doctor" || true
}

# shellcheck disable=SC2030
@test "nothing stays behind" {
	traces >"$BATS_TEST_TMPDIR/before"
	run "$dir/doctor"
	run ordinary "$dir/doctor"
	run ordinary "$dir/without" pivot_root -- "$dir/doctor"
	traces | diff "$BATS_TEST_TMPDIR/before" -
}

# shellcheck disable=SC2031 # bats sets output, in the shell of the test
# Runs STEP as its verdict says that it runs.
try_step() {
	case $(grep "^$1 " <<<"$output") in
	*"or inside: "* | *"runs inside: "*)
		ordinary "${@:2}" unshare --map-root-user "$steps/$1" true ;;
	*) ordinary "${@:2}" "$steps/$1" true ;;
	esac
}

@test "the steps agree with what doctor says of them" {
	need_userns
	local without all step says does tried=0

	[ -x "$steps/rootfs/bin/sh" ] || skip "no build/rootfs; make rootfs"
	ordinary test -x "$steps/00_spawn" || skip "build/ is closed to nobody"
	for without in setns $container pivot_root sethostname \
	    clone:NEWNET,clone3=ENOSYS mount_setattr=ENOSYS mount_setattr=EPERM
	do
		run ordinary "$dir/without" "$without" -- "$dir/doctor"
		mapfile -t all < <(grep -o '^0[0-9]_[a-z]*' <<<"$output")
		for step in "${all[@]}"; do
			[ -x "$steps/$step" ] || continue
			tried=$((tried + 1))
			says=yes does=yes
			run_here "$step" >/dev/null || says=no
			try_step "$step" "$dir/without" "$without" -- \
				2>/dev/null || does=no
			[ "$says" = "$does" ] || {
				echo "without $without: $step: doctor says" \
					"$says, the step says $does"
				return 1
			}
		done
	done
	[ "$tried" -ge 42 ] # seven machines, six steps at least
}
