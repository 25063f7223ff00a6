# 01_chroot: another root directory, and the way out of it
load ../helper

setup_file() {
	observe main -o "box slash stat /" -o "box dot stat ." \
		-o "box up stat .." -o "box top list /" \
		-o "box hostpath stat $BUILD/witness" \
		-o "host rootfs stat $BUILD/rootfs" -o "host slash_host stat /" --
	observe given_root -o "box top list /" -- --root "$BUILD/rootfs"
	observe dotted -o "box slash stat /" \
		-o "host rootfs stat $BUILD/rootfs" \
		-- --root "$BUILD/rootfs/bin/../../rootfs/"
	VIA="cd /" observe elsewhere -o "box top list /" --
	VIA="cd '$BUILD'" observe relative -o "box top list /" -- --root rootfs
	observe missing -- --root "$BUILD/nosuch"
	VIA='cd /tmp' observe missing_writable -- --root nosuch
	observe file -- --root "$BUILD/witness"
	observe empty -- --root ''
	observe no_value -- --root
	observe escape -- -- 01_escape witness
}

@test "the box's root is the rootfs, another inode than the host's" {
	differs root
	matches act.rootfs "$(fact box.root) .*"
	matches act.slash "$(fact box.root) .*"
}

@test "the host's root stays what it was" {
	matches act.slash_host "$(fact host.root) .*"
}

@test "the working directory is the new root" {
	is act.dot "$(fact act.slash)"
}

@test "\"..\" of the root is the root" {
	is act.up "$(fact act.slash)"
}

@test "paths of the host lead nowhere in the box" {
	is act.hostpath ENOENT
}

@test "the box sees what is in the rootfs, and witness among it" {
	matches act.top '.*bin.*etc.*'
	is witness 1
}

@test "no descriptor leads out: an inherited directory is closed" {
	VIA='exec 3</ 9</' observe open_directory --
	use open_directory
	differs root
	is box.fd '0 1 2'
}

@test "the default root is found from any working directory" {
	use elsewhere
	is witness 1
	matches act.top '.*bin.*etc.*'
}

@test "--root takes an absolute path" {
	use given_root
	is witness 1
	matches act.top '.*bin.*etc.*'
}

@test "--root takes a relative path, from our working directory" {
	use relative
	is witness 1
	matches act.top '.*bin.*etc.*'
}

@test "--root takes a path with .. and a slash at its end" {
	use dotted
	matches act.slash "$(fact act.rootfs | cut -d' ' -f1) .*"
}

@test "a root that is not there is refused: nothing runs on the host's" {
	use missing
	fails 125 "$STEP: .*$BUILD/nosuch.*: ENOENT .*"
	is witness 0
	left_nothing
}

@test "a root that is not there is not made, either" {
	use missing_writable
	fails 125 "$STEP: .*nosuch.*: ENOENT .*"
	left_nothing
}

@test "a file as the root is refused" {
	use file
	fails 125 "$STEP: .*$BUILD/witness.*: ENOTDIR .*"
	is witness 0
}

@test "an empty --root is refused" {
	use empty
	fails 125 "$STEP: --root: want the name of a directory"
}

@test "--root without a directory is refused" {
	use no_value
	is exit.status 125
	is witness 0
}

@test "the command is looked for in the box, not on the host" {
	# on the host there is one, by its full path
	observe host_path -- -- "$BUILD/witness"
	use host_path
	fails 127 "$STEP: cannot execute $BUILD/witness: ENOENT"
}

# bats test_tags=own
@test "01_escape walks out, to the host's root" {
	observe out -o "box slash stat /" -o "box seen stat $BUILD/witness" \
		-o "host there stat $BUILD/witness" \
		-- -- 01_escape "$BUILD/witness"
	use out
	is witness 1
	same root
	matches act.slash "$(fact host.root) .*"
	is act.seen "$(fact act.there)"
	is exit.status 0
}

# bats test_tags=own
@test "once out, the box's own commands are out of sight" {
	use escape
	fails 125 "01_escape: execvp witness: ENOENT .*"
	is witness 0
}

# bats test_tags=own
@test "without CAP_SYS_CHROOT there is no chroot, and a remedy is named" {
	VIA='exec setpriv --bounding-set=-sys_chroot "$@"' observe uncapable --
	use uncapable
	fails 125 "$STEP: chroot $BUILD/rootfs: EPERM .*unshare --map-root-user.*"
	is witness 0
	left_nothing
}

# bats test_tags=own
@test "without this step the root is the host's" {
	STEP=00_spawn observe before -- -- "$BUILD/witness"
	use before
	same root
}

# bats test_tags=own
@test "all eight namespaces are the host's" {
	for kind in cgroup ipc mnt net pid time user uts; do
		same "ns.$kind"
	done
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}

# bats test_tags=own
@test "nothing is left when it got out" {
	use escape
	left_nothing
}
