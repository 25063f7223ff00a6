# 01_chroot: get out of a chroot, as its root
#
# The program is started in the chroot, and behind the filter, by observe: what
# it has not been through, no constructor and no function of its own can spare
# it.
load ../helper
means 'get out: EPERM' "The demonstration's way, fchdir(2), is forbidden here"
export OWN_FILTER=1

setup_file() {
	draw 0 100
	try main -t 3 --chroot "$ROOTFS" -o "host chroot stat $ROOTFS" \
		-o "box here stat ." -o "box top stat /" \
		-o "host litter list $ROOTFS/tmp" -o "box filter syscall fchdir" \
		-- "$WITNESS"
	try deep -t 3 --chroot "$ROOTFS" -- -d $((1200 + VALUE)) "$WITNESS"
	try without -t 3 --chroot "$ROOTFS" -- -n "$WITNESS"
}

# Only who gets out can be refused, or leave something behind.
gets_out() {
	use main
	because "first get out at all" "chroot(2)"
	equal box.root host.root
}

# COMMAND's root directory is the host's, or it was not found where we ended.
is_outside() {
	get stderr || true
	[[ $VALUE != *"that we have now"* ]] ||
		complain box.root "$(fact host.root)" "a directory in which there is no COMMAND"
	equal box.root host.root
}

# bats test_tags=points:3
@test "COMMAND's root directory is the host's" {
	local root chroot
	get host.Seccomp || cannot "this kernel has no seccomp filters"
	root=$(fact box.root || true) chroot=$(fact act.chroot || true)
	if [ "$root" = "${chroot%% *}" ]; then
		because "COMMAND is still in the chroot: at the root directory \"..\" leads nowhere, so first you have to stand outside of it" \
			"path_resolution(7); steps/01_chroot/README.md, The idea"
	else
		because "COMMAND's root directory is a third one, neither the chroot's nor the host's: you went down, or stopped on the way up" \
			"chroot(2)"
	fi
	if [[ $(fact stderr) == *"get out: ENOENT"* ]]; then
		because "ENOENT: a directory is not there: in the chroot nothing can be made but in tmp, and tmp itself is a directory that will do" "exercises/01_chroot/escape.h"
		complain box.root "$(fact host.root)" "COMMAND was never run"
	fi
	is_outside
	because "the filter that forbids fchdir(2) is not around COMMAND: the way out has to do without" \
		"exercises/01_chroot/main.c"
	refused filter EPERM
}

# bats test_tags=points:1
@test "COMMAND's working directory is the host's root, too" {
	gets_out
	because "the root directory is the host's, but COMMAND stands somewhere else: chroot(2) does not move the working directory" \
		"chroot(2); chdir(2)"
	equal act.here act.top
}

# bats test_tags=points:2
@test "it gets out from 1200 directories down, in a chroot in a chroot" {
	gets_out
	use deep
	because "it climbed a number of steps and took what it found there for the top: the topmost directory is the one that is its own parent" \
		"stat(2), st_dev and st_ino"
	is_outside
}

# bats test_tags=points:1
@test "nothing is left behind: no directory, no open descriptor" {
	local own=${PROGRAM:-$STEP}
	gets_out
	because "a directory that you made is still there: use one that exists, or remove it while you can name it" \
		"rmdir(2)"
	lists act.litter "${own##*/}"
	because "a descriptor is still open" "open(2), O_CLOEXEC"
	is box.fd "0 1 2"
}

# bats test_tags=points:1
@test "without the right to call chroot(2), it says so, and COMMAND does not run" {
	gets_out
	use without
	because "chroot(2) failed with EPERM, and COMMAND ran all the same: return -1 where a call has failed" \
		"exercises/01_chroot/escape.h"
	is witness 0
	is exit.status 125
}
