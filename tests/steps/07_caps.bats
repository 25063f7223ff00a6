# 07_caps: a chosen few of root's capabilities, for good
load ../helper

usual=00000000a80425fb # the 14, see capabilities(7) for their numbers
none=0000000000000000

# make_programs: witness as a set-user-ID program with every file capability.
# Not below /tmp: the sandbox has its own.
make_programs() {
	PROGRAMS=$(mktemp -d /var/tmp/caps.XXXXXX)
	export PROGRAMS
	chmod 755 "$PROGRAMS"
	cp "$BUILD/witness" "$PROGRAMS/witness"
	chmod 4755 "$PROGRAMS/witness"
	local as_root=()
	[ "$(id -u)" = 0 ] || as_root=(unshare --map-root-user)
	keep programs "${as_root[@]}" "$BUILD/observe" \
		-o "outside filecap filecap $PROGRAMS/witness" \
		-- "$BUILD/witness"
}

teardown_file() {
	rm -rf "${PROGRAMS:-}"
}

setup_file() {
	replaying || make_programs
	local bind=(--bind "${PROGRAMS:-}:/mnt")
	# 28: PR_SET_SECUREBITS, all off but the lock of "keep capabilities";
	# 8: PR_SET_KEEPCAPS; 47 2 21: PR_CAP_AMBIENT_RAISE CAP_SYS_ADMIN
	observe main -o "box ids ids" -o "box mount mount none /tmp tmpfs" \
		-o "box bits syscall prctl 28 32" \
		-o "box keepcaps syscall prctl 8 1" \
		-o "box ambient syscall prctl 47 2 21" \
		-o "box port listen 80" -o "box chroot chroot /tmp" --
	observe none -o "box port listen 80" -o "box chroot chroot /tmp" \
		-- --keep none
	observe all -o "box mount mount none /tmp tmpfs" -- --keep all
	observe one -o "box port listen 80" -- --keep cap_net_bind_service
	observe last -- --keep cap_checkpoint_restore
	observe twice -- --keep CAP_KILL,cap_chown,cap_kill
	observe no_map -o "box ids ids" -- --no-map --keep cap_kill
	observe exec -- --keep cap_kill -- sh -c 'sh -c witness'
	observe gain -- "${bind[@]}" --keep none -- /mnt/witness
	observe gain_usual -- "${bind[@]}" -- /mnt/witness
	observe wrong -- --keep cap_chwon
	observe prefix -- --keep chown
	observe empty -- --keep ''
	observe comma -- --keep cap_chown,
	observe mixed -- --keep none,cap_chown
	observe long -- --keep "$(printf 'cap_kill,%.0s' {1..200})cap_kill"
}

# sets VALUE: all five sets are VALUE
sets() {
	local set
	for set in CapInh CapPrm CapEff CapBnd CapAmb; do
		is "box.$set" "$1" || return 1
	done
}

@test "without --keep all five sets hold the usual 14" {
	sets $usual
}

@test "--keep none: all five sets are empty" {
	use none
	sets $none
}

@test "--keep all: what the host's side has, in all five sets" {
	use all
	sets "$(fact host.CapPrm)"
}

@test "--keep with one name: that one, in all five sets" {
	use one
	sets 0000000000000400
}

@test "a capability in the upper half of the 64 bits can be kept" {
	use last
	sets 0000010000000000
}

@test "a name may come twice, and in capitals" {
	use twice
	sets 0000000000000021
}

@test "no user id is needed to keep a capability: without a map, too" {
	use no_map
	matches act.ids '65534 65534 .*'
	sets 0000000000000020
}

@test "what is kept survives exec, again and again" {
	use exec
	sets 0000000000000020
}

@test "its uid is 0, yet it may not mount" {
	matches act.ids '0 0 .*'
	refused mount EPERM
}

@test "a port below 1024 wants one capability: with it yes, without it no" {
	use one
	allowed port
	use none
	refused port EACCES
}

@test "chroot works with the usual 14, and not with none" {
	allowed chroot
	use none
	refused chroot EPERM
}

@test "no_new_privs is set" {
	is box.NoNewPrivs 1
}

@test "the old power of uid 0 cannot be switched on again" {
	refused bits EPERM
}

@test "capabilities cannot be carried through a change of the uid" {
	refused keepcaps EPERM
}

@test "an ambient capability cannot be raised beyond those kept" {
	refused ambient EPERM
}

@test "a set-user-ID program with file capabilities gains nothing" {
	FACTS=$KEPT/programs allowed filecap
	use gain
	is witness 1
	sets $none
	use gain_usual
	is box.CapPrm $usual
}

# bats test_tags=own
@test "without this step such a program gains everything" {
	STEP=06_net observe before_plain -- --no-map
	STEP=06_net observe before -- --no-map --bind "${PROGRAMS:-}:/mnt" -- /mnt/witness
	use before_plain
	is box.CapPrm $none
	use before
	is box.CapPrm "$(fact host.CapPrm)"
}

# bats test_tags=own
@test "without this step the box's root may mount, and has no_new_privs off" {
	STEP=06_net observe without -o "box mount mount none /tmp tmpfs" --
	use without
	allowed mount
	is box.CapEff "$(fact host.CapPrm)"
	is box.NoNewPrivs 0
}

# bats test_tags=own
@test "with --keep all it may mount as before" {
	use all
	allowed mount
}

@test "an unknown name is refused, and the name is said" {
	use wrong
	fails 125 "$STEP: --keep: .*cap_chwon.*"
	is witness 0
}

@test "a name without cap_ is refused" {
	use prefix
	fails 125 "$STEP: --keep: .*chown.*"
}

@test "an empty list is refused: none has a name" {
	use empty
	fails 125 "$STEP: --keep: .*"
}

@test "a comma at the end is refused" {
	use comma
	fails 125 "$STEP: --keep: .*"
}

@test "none and all stand alone" {
	use mixed
	fails 125 "$STEP: --keep: .*\"none\".*"
}

@test "a list without end is refused" {
	use long
	fails 125 "$STEP: --keep: the list is too long"
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}

@test "nothing is left when it failed" {
	use wrong
	left_nothing
}
