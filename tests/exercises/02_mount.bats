# 02_mount: a place to work in that nobody else sees
load ../helper
means 'workspace_make*: ENOENT' "DIR/input has to be made, in the new file system, before SRC can be shown there"

# Names and the size, which the seed tells.
draw_names() {
	draw 0 1000000
	dir=/tmp/work$VALUE src=/tmp/data$VALUE file=file$VALUE
	draw 1 60
	size=$(((VALUE + 4) * 65536))
}

setup_file() {
	local dir src size file in
	draw_names
	in=$dir/input
	# On the host: a directory, with another file system mounted in it.
	# Last, once all else has been looked at, the host mounts a second one.
	try main -t 3 -o "before dir mkdir $dir" -o "before src mkdir $src" \
		-o "before sub mkdir $src/below" -o "before empty mkdir $src/later" \
		-o "before mount mount below $src/below tmpfs" \
		-o "before file open $src/file creat" \
		-o "before file2 open $src/below/file creat" \
		-o "host can syscall mount_setattr" -o "host sees list $dir" \
		-o "box small fill $dir/$file $((size - 65536))" \
		-o "box big fill $dir/$file $((size + 65536))" \
		-o "host source stat $src/file" -o "box shown stat $in/file" \
		-o "box create open $in/new creat" -o "box write open $in/file w" \
		-o "host source2 stat $src/below/file" \
		-o "box shown2 stat $in/below/file" \
		-o "box create2 open $in/below/new creat" \
		-o "box write2 open $in/below/file w" \
		-o "box own open $src/own creat" \
		-o "box own2 open $src/below/own creat" \
		-o "host theirs open $src/theirs creat" \
		-o "host late mount late $src/later tmpfs" \
		-o "box later open $in/later/new creat" \
		-- "$dir" "$size" "$src" "$WITNESS"
}

# A file system in memory is at DIR.
has_memory() {
	draw_names
	if has witness 1; then
		get "box.mount.$dir.type" || complain "box.mount.$dir.type" tmpfs "no mount"
	fi
	is "box.mount.$dir.type" tmpfs
}

# What is not there, nobody sees, and nobody can write to.
makes_it() {
	because "first make DIR a file system in memory, in a mount namespace of your own" "unshare(2), CLONE_NEWNS"
	has_memory
	differs ns.mnt
}

# flag AT NAME: is it among the mount's own flags?
flag() {
	get "box.mount.$1.flags" || {
		because "nothing is mounted there: the mount(2) with MS_BIND was not made, or failed and nobody looked" "mount(2), Creating a bind mount"
		complain "box.mount.$1.flags" "a mount with $2"
	}
	[[ ,$VALUE, == *,"$2",* ]] || complain "box.mount.$1.flags" "$2 among them"
}

# readonly_at AT: not the answers alone say so, but the mount's own flag: a file
# mounted over the one that is tried could answer as well.
readonly_at() {
	because "writing was refused, but the mount that COMMAND finds there is not read-only" "mount(2), Remounting an existing mount"
	flag "$1" ro
}

shows_it() {
	makes_it
	because "first show SRC in DIR/input, and read-only" "mount(2), MS_BIND"
	equal act.shown act.source
	refused create EROFS
	readonly_at "$dir/input"
}

# bats test_tags=points:1
@test "DIR is a file system in memory, in a mount namespace of COMMAND's own" {
	if [[ $(fact witness) = 0 && $(fact stderr) == *": EPERM"* ]]; then
		because "a call failed with EPERM: in a user namespace nobody takes away flags that a mount has from outside, so a remount has to name them (nosuid, nodev)" \
			"mount_namespaces(7), Restrictions on mount namespaces"
		get witness || true
		complain witness 1 "COMMAND never ran"
	fi
	because "COMMAND is in the host's mount namespace: what is mounted there, all see" \
		"unshare(2), CLONE_NEWNS; mount_namespaces(7)"
	differs ns.mnt
	because "nothing of the type tmpfs is mounted at DIR: mount(2) was not called, or failed and nobody looked" "mount(2); tmpfs(5)"
	has_memory
}

# bats test_tags=points:2
@test "the host sees nothing of it while COMMAND runs" {
	makes_it
	if has box.mount./tmp.propagation private; then
		because "mounts of COMMAND's have appeared on the host: the ties were cut after they were made" "mount_namespaces(7)"
	elif has box.mount./.propagation private; then
		because "only / was made private, and not the mounts below it, in one of which DIR lies: MS_REC" "mount(2), MS_REC"
	else
		because "the copy is tied to the original, as wherever systemd runs: in a shared mount, what one side mounts appears on the other, until MS_PRIVATE" \
			"mount_namespaces(7), SHARED SUBTREES"
	fi
	equal during.mounts.count host.mounts.count
	because "the host sees what is in DIR" "mount_namespaces(7)"
	is act.sees ''
}

# bats test_tags=points:1
@test "DIR takes SIZE bytes, and no more" {
	makes_it
	because "less than SIZE bytes did not go into DIR: the option size takes bytes, or K, M and G" "tmpfs(5), size"
	allowed small
	because "more than SIZE bytes went into DIR: without the option size, it takes half of the machine's memory; with the wrong unit, too much" \
		"tmpfs(5), size"
	refused big ENOSPC
}

# bats test_tags=points:1
@test "set-user-ID programs and devices have no effect in DIR, and in all that is shown there" {
	local name
	makes_it
	for name in nosuid nodev; do
		because "the flag belongs to the mount, and was not given when it was made" "mount(2), MS_NOSUID, MS_NODEV"
		flag "$dir" "$name"
		because "a bind mount starts with the flags of its source, and a remount sets all flags anew: those that it does not name are gone" \
			"mount(2), Remounting an existing mount"
		flag "$dir/input" "$name"
		because "the mounts below have flags of their own, which have to be set, too" "mount_setattr(2), AT_RECURSIVE"
		! get "box.mount.$dir/input/below.type" || flag "$dir/input/below" "$name"
	done
}

# bats test_tags=points:1
@test "SRC is shown in DIR/input, and cannot be written there" {
	makes_it
	because "in DIR/input there are not the files of SRC: a bind mount shows the same files, of the same device and inode; a copy is not them" \
		"mount(2), MS_BIND"
	equal act.shown act.source
	because "a file could be made in DIR/input: a bind mount ignores MS_RDONLY in the call that makes it" \
		"mount(2), Creating a bind mount"
	refused create EROFS
	refused write EROFS
	readonly_at "$dir/input"
}

# bats test_tags=points:2
@test "what is mounted below SRC is shown, too, and cannot be written either" {
	shows_it
	because "below is an empty directory in DIR/input: without MS_REC, a bind mount shows what lies under the mounts, not the mounts" \
		"mount(2), MS_BIND, MS_REC"
	equal act.shown2 act.source2
	because "a file could be made in the mount below: a remount reaches one mount only, the one at the top" \
		"mount_setattr(2), AT_RECURSIVE"
	# There is another way, but not one to be asked of everybody.
	case $(fact act.can),$(fact act.create2) in
	*,EROFS) ;;
	ENOSYS,* | EPERM,*) cannot "this kernel has no mount_setattr(2), which came with Linux 5.12" ;;
	esac
	refused create2 EROFS
	refused write2 EROFS
	readonly_at "$dir/input/below"
}

# bats test_tags=points:1
@test "under its own name SRC is as it was" {
	shows_it
	because "COMMAND cannot write to SRC itself: the flag was set on the source's mount, or on the file system, and not on the bind mount" \
		"mount(2), Remounting an existing mount"
	allowed own
	allowed own2
	because "the host cannot write to SRC any more"
	allowed theirs
}

# bats test_tags=points:1
@test "what the host mounts later does not get in" {
	shows_it
	has act.late ok || cannot "the host's side could not mount: $(fact act.late)"
	because "the host's new mount has appeared below DIR/input, and can be written: the tie holds in this direction, as it does after MS_SLAVE" \
		"mount_namespaces(7), MS_SLAVE"
	refused later EROFS
}
