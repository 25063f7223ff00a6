# 02_mount: a tree of mounts of the box's own
load ../helper

# On the host's side: a directory src and a root r, on a writable file system
# (all else is read-only in the harness), which is the working directory too.
SCRATCH='for dir in /tmp /mnt /media; do
	mkdir $dir/src 2>/dev/null && cd $dir && break; done;
	echo text >src/file; mkdir victim'

# What must be refused: a name, the message, the options.
bad_options() {
	cat <<-'END'
		no_dst|--bind src: want .*|--bind src
		empty|--bind : want .*|--bind=
		no_src|--bind :/mnt: want .*|--bind :/mnt
		relative|--bind src:mnt: want .*|--bind src:mnt
		rw|--bind src:/mnt:rw: want .*|--bind src:/mnt:rw
		colons|--bind src:/mnt:ro:x: want .*|--bind src:/mnt:ro:x
		on_root|--bind src:/: another root .*|--bind src:/
		on_dots|--bind src:/..: another root .*|--bind src:/..
		src_missing|open_tree nowhere: ENOENT .*|--bind nowhere:/mnt
		dst_missing|--bind: no /nowhere, and only .*|--bind src:/nowhere
		dst_deep|--bind /tmp/a/b: stat /tmp/a: ENOENT.*|--bind src:/tmp/a/b
		file_on_dir|move_mount to /mnt: E.*|--bind src/file:/mnt
		dir_on_file|move_mount to /etc/passwd: E.*|--bind src:/etc/passwd
		below_bind|--bind: no /mnt/new, and only .*|--bind src:/mnt --bind src:/mnt/new
		dangling|--bind: no /out, and only .*|--root r --bind src:/out
		root_file|chdir src/file: ENOTDIR .*|--root src/file
		root_none|mount nowhere .*: ENOENT .*|--root nowhere
		root_empty|--root: want the name of a directory|--root=
		root_bare|mount tmpfs .*/tmp: ENOENT .*|--root victim
		root_root|--root /: want another root directory|--root /
	END
}

setup_file() {
	local name options copy node via
	copy="$SCRATCH; cp -R '$BUILD/rootfs' r; ln -s /mnt r/link;
		ln -s \$PWD/victim r/out"
	local devices=()
	for node in null zero full random urandom; do
		devices+=(-o "box $node open /dev/$node rw")
	done
	observe main "${devices[@]}" -o "box ptmx open /dev/ptmx rw" \
		-o "box shm open /dev/shm/f creat" \
		-o "box shm_stat stat /dev/shm" \
		-o "box tmp open /tmp/f creat" -o "box dev list /dev" \
		-o "host tmp_outside list {host.scratch}" \
		-o "box top open / r" -o "box up stat /.." -o "box here stat /" \
		-o "box tmpfs mount none /mnt tmpfs" \
		-o "host tmpfs_outside read /proc/self/mountinfo" --
	VIA=$copy observe writable -o "box create open /new creat" \
		-o "box write open /etc/passwd w" -o "box dir mkdir /new" \
		-o "box remount mount none / - remount" \
		-o "box mnt list /mnt" -o "box put open /mnt/new creat" \
		-o "host got open {host.scratch}/src/new r" \
		-o "box put_ro open /srv/new2 creat" \
		-o "box write_ro open /srv/file w" \
		-o "box read_ro open /srv/file r" \
		-o "box chown_ro chown /srv/file 0" \
		-o "box file read /tmp/file" -o "box write_file open /tmp/file w" \
		-o "box hosts read /etc/hosts" \
		-o "box file2 write /tmp/file2 more" \
		-o "host file2_outside read {host.scratch}/src/file" \
		-o "box device open /dev/extra w" \
		-o "box twice list /home" \
		-o "host tmp_outside list {host.scratch}" \
		-- --root r --bind src:/mnt --bind src:/srv:ro \
		--bind src/file:/tmp/file:ro --bind src/file:/etc/hosts:ro \
		--bind src/file:/tmp/file2 --bind /dev/null:/dev/extra \
		--bind src:/home --bind victim:/home
	VIA=$copy observe link -o "box mnt list /mnt" \
		-o "host outside open /mnt/file r" -- --root r --bind src:/link
	VIA="$SCRATCH; mkdir src/below; mount -t tmpfs below src/below;
		echo text >src/below/file" observe nested \
		-o "box below open /srv/below/file r" \
		-o "box write open /srv/below/file w" \
		-o "box create open /srv/below/new creat" \
		-o "box rw open /mnt/below/new creat" \
		-- --bind src:/srv:ro --bind src:/mnt
	VIA='mount -o remount,bind,rw /dev || mount -o remount,bind,rw /' \
		observe device -o "box chown chown /dev/null 0" \
		-o "box write open /dev/null w" --
	VIA="$copy; exec '$BUILD/without' mount_setattr=ENOSYS -- \"\$@\"" \
		observe old -o "box create open /new creat" \
		-o "box read_ro open /srv/file r" \
		-o "box write_ro open /srv/file w" \
		-o "box chown chown /dev/null 0" -- --root r --bind src:/srv:ro
	VIA="$SCRATCH; mkdir -p 'src/a name/below'; cd 'src/a name'
		mount -t tmpfs -o noexec covered below
		mount -t tmpfs below below; echo text >below/file
		cd ../..; ln -s 'a name' src/a
		exec '$BUILD/without' mount_setattr=ENOSYS -- \"\$@\"" \
		observe old_nested -o "box read read /srv/a/below/file" \
		-o "box write open /srv/a/below/file w" \
		-o "box create open /srv/a/below/new creat" \
		-o "box rw open /mnt/a/below/file w" \
		-- --bind src:/srv:ro --bind src:/mnt
	VIA="$SCRATCH; touch src/escaped" observe escape \
		-o "box host run 01_escape ls -d {host.scratch}/src/escaped" \
		-o "box box run 01_escape ls -d /bin/witness" --
	while IFS='|' read -r name _ options; do
		via=$SCRATCH
		[[ $options != *"--root r "* ]] || via=$copy
		# shellcheck disable=SC2086
		VIA=$via observe "bad_$name" -- $options
	done < <(bad_options)
	started_by untouched -- sh -c "$copy;"' for dst in /out /mnt/new; do
		"$0" --root r --bind src:/mnt --bind src:$dst -- true; done
		rm -r r/dev r/tmp; ln -s $PWD/victim r/dev; ln -s $PWD/victim r/tmp
		"$0" --root r --bind src:/tmp/new -- true
		find src victim' "$BUILD/$STEP"
}

@test "the box has a mount namespace of its own" {
	differs ns.mnt
}

@test "the box has a root directory of its own" {
	differs root
	is act.up "$(fact act.here)"
}

# bats test_tags=own
@test "what the box sees mounted is the box's and nothing else" {
	is box.mounts "/ /tmp /dev /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/pts"
}

@test "of the host's mounts the box sees none" {
	for at in $(fact box.mounts); do
		[[ $at =~ ^/($|tmp$|dev|proc) ]] || complain box.mounts "the box's" "$at"
	done
}

@test "the host sees no mount of the box's while the box runs" {
	is during.mounts.count "$(fact host.mounts.count)"
}

# bats test_tags=own
@test "a mount that the box makes later does not reach the host" {
	allowed tmpfs
	matches act.tmpfs_outside '.* / / .*'
	isnt act.tmpfs_outside "$(fact act.tmpfs_outside | grep rootfs/mnt)"
	is left.mounts 0
}

# bats test_tags=own
@test "without this step a mount in the box is a mount on the host" {
	STEP=01_chroot observe before -o "box tmpfs mount none /mnt tmpfs" --
	use before
	same ns.mnt
	allowed tmpfs
	is left.mounts 1
}

@test "no mount of the box's is tied to another" {
	for at in $(fact box.mounts); do
		is "box.mount.$at.propagation" private
	done
}

@test "the root is read-only: EROFS" {
	use writable
	matches box.mount./.flags 'ro(,.*)?'
	refused create EROFS
	refused write EROFS
	refused dir EROFS
}

@test "/tmp takes files, and the host does not see them" {
	is box.mount./tmp.type tmpfs
	matches box.mount./tmp.flags 'rw,nosuid,nodev.*'
	allowed tmp
	lists act.tmp_outside ''
}

@test "/dev holds what programs expect and nothing of the host's besides" {
	is act.dev "fd full null ptmx pts random shm stderr stdin stdout tty urandom zero"
	matches box.mount./dev.flags 'rw,nosuid,nodev,noexec.*'
}

@test "the devices work" {
	for node in null zero full random urandom; do
		allowed "$node"
	done
}

@test "a new terminal can be opened, in a devpts of the box's own" {
	is box.mount./dev/pts.type devpts
	allowed ptmx
}

@test "/dev/shm takes files" {
	allowed shm
	matches act.shm_stat '.* mode=41777'
}

@test "mode and owner of the host's devices cannot be changed: EROFS" {
	use device
	is witness 1
	refused chown EROFS
	allowed write
}

@test "the escape of step 01 does not get out" {
	use escape
	is witness 1
	isnt act.host 0
}

# bats test_tags=own
@test "the escape of step 01 ends where it began" {
	use escape
	is act.box 0
}

# bats test_tags=own
@test "without this step the same program gets out" {
	STEP=01_chroot VIA="$SCRATCH; touch src/escaped" observe escape_before \
		-o "box host run 01_escape ls -d {host.scratch}/src/escaped" --
	use escape_before
	is act.host 0
}

@test "--bind shows a directory, and a relative name is the caller's" {
	use writable
	is act.mnt file
}

@test "what the box writes into a bind is on the host" {
	use writable
	allowed put
	allowed got
	allowed file2
	is act.file2_outside 'more\x0a'
}

@test "--bind :ro can be read and not be written" {
	use writable
	matches box.mount./srv.flags 'ro(,.*)?'
	allowed read_ro
	refused put_ro EROFS
	refused write_ro EROFS
	refused chown_ro EROFS
}

@test "--bind takes files, in /tmp and over a file of the root's" {
	use writable
	matches act.file 'text\\x0a'
	matches act.hosts 'text\\x0a'
	refused write_file EROFS
}

@test "--bind adds a device to /dev" {
	use writable
	allowed device
}

@test "of two binds at the same place the later one is seen" {
	use writable
	is act.twice ''
}

@test "the host does not see the places made for binds" {
	use writable
	lists act.tmp_outside 'r src victim'
	is left.files 'r src victim'
}

@test "a place that is a link leads where the box sees it, not the host" {
	use link
	is act.mnt file
	refused outside ENOENT
}

@test "a mount below a bind is seen and can be written" {
	use nested
	allowed rw
}

@test "a mount below a read-only bind is read-only too" {
	use nested
	refused write EROFS
	refused create EROFS
}

@test "without mount_setattr(2) read-only holds as well" {
	use old
	is witness 1
	refused create EROFS
	refused write_ro EROFS
	refused chown EROFS
	allowed read_ro
}

@test "without mount_setattr(2) what lies below a read-only bind is read-only too" {
	use old_nested
	matches act.read 'text\\x0a'
	refused write EROFS
	refused create EROFS
	allowed rw
}

# bats test_tags=own
@test "a remount keeps how access times are kept" {
	for how in noatime,nodiratime,nosuid relatime,nodev strictatime,noexec; do
		VIA="$SCRATCH; mount -t tmpfs -o $how low src; >src/file
			exec '$BUILD/without' mount_setattr=ENOSYS -- \"\$@\"" \
			STEP=04_user observe "times_$how" \
			-o "box write open /srv/file w" -- --bind src:/srv:ro
		use "times_$how"
		refused write EROFS
	done
}

@test "a --bind or --root that cannot be is refused in one line" {
	while IFS='|' read -r name message _; do
		echo "$name"
		use "bad_$name"
		fails 125 "$STEP: $message"
		is witness 0
	done < <(bad_options)
}

@test "a --root that may not be entered is refused" {
	ordinary=()
	[ "$WHO" = user ] || ordinary=(setpriv --reuid=65534 --regid=65534
		--clear-groups)
	asked closed "${ordinary[@]}" [ ! -x /root ] ||
		skip "/root is open to all here"
	keep closed "${ordinary[@]}" "$BUILD/observe" -- \
		"$BUILD/$STEP" --root /root -- true
	use closed
	fails 125 "$STEP: (chdir|mount) .*: EACCES .*"
}

@test "more binds than there is room for are refused" {
	many=()
	for i in {1..33}; do
		many+=(--bind "/:/tmp/$i")
	done
	observe many -- "${many[@]}"
	use many
	fails 125 "$STEP: --bind: more than 32 times"
}

@test "nothing is made in the host's directories for a bind, nor by links" {
	use untouched
	is stdout 'src\x0asrc/file\x0avictim\x0a'
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}

@test "nothing is left when it failed" {
	use bad_src_missing
	is left.processes 0
	is left.mounts 0
	use bad_file_on_dir
	is left.processes 0
	is left.mounts 0
}
