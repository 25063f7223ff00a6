# 04_user: user and group ids of the box's own
load ../helper

RANGE=(--map 0:100000:65536)

# The ways to give a map that is none: NAME, a blank, and the option's value.
bad_maps() {
	cat <<-'END'
		word x
		two 0:0
		four 0:0:1:1
		nothing 0::1
		none 0:0:0
		negative -1:0:1
		space 0: 0:1
		junk 0:0:1x
		big 0:99999999999:1
		end_in 4294967290:0:100
		end_out 0:4294967290:100
	END
}

setup_file() {
	local name value many=() nonroot=(unshare --user --map-user=1000
		--map-group=1000)
	observe main -o "box ids ids" -o "box file open /tmp/f creat" \
		-o "box inside stat /tmp/f" \
		-o "outside outside stat /proc/{box.pid}/root/tmp/f" \
		-o "box chown chown /tmp/f 5" \
		-o "box tmpfs mount none /tmp tmpfs" \
		-o "box rename sethostname ann" -o "box port listen 80" \
		-o "box node mknod /tmp/null" \
		-o "box again write /proc/self/uid_map 0" \
		-o "box allow write /proc/self/setgroups allow" \
		-o "box sysctl open /proc/sys/kernel/core_pattern w" --
	observe range -o "box ids ids" -o "box file open /tmp/f creat" \
		-o "outside outside stat /proc/{box.pid}/root/tmp/f" \
		-o "box chown chown /tmp/f 5" -o "box far chown /tmp/f 70000" \
		-o "box sysctl open /proc/sys/kernel/core_pattern w" \
		-o "box owner stat /proc/sys/kernel/core_pattern" \
		-- "${RANGE[@]}"
	observe no_map -o "box ids ids" -o "box rename sethostname ann" \
		-o "box tmpfs mount none /tmp tmpfs" \
		-o "box mkdir mkdir /tmp/d" -- --no-map
	observe lines -o "box ids ids" -- --map 0:0:1 --map 1:100000:10
	observe nonzero -o "box ids ids" -o "box file open /tmp/f creat" \
		-o "outside outside stat /proc/{box.pid}/root/tmp/f" \
		-- --map 1000:0:1
	observe five -o "box ids ids" -- --map 5:100000:10
	observe later_zero -o "box ids ids" -- --map 5:100000:1 --map 0:0:1
	observe killed -o "program kill 9" -o "box after caught 10" \
		-- "${RANGE[@]}"
	observe killed_own -o "program kill 9" -o "box after caught 10" --

	while read -r name value; do
		observe "bad_$name" -- --map "$value"
	done < <(bad_maps)
	observe bad_empty -- --map ''
	observe bad_last -- --map 0:0:1 --map 1:1
	observe overlap_in -- --map 0:0:10 --map 9:100000:5
	observe overlap_out -- --map 0:100000:10 --map 20:100009:5
	observe unmapped -- --map 0:2000000:1
	for value in {1..33}; do many+=(--map "$value:$value:1"); done
	observe many -- "${many[@]}"

	started_by no_helper -- "${nonroot[@]}" env PATH=/nonexistent \
		"$BUILD/$STEP" "${RANGE[@]}" -- "$(witness)"
	started_by refused -- "${nonroot[@]}" \
		"$BUILD/$STEP" "${RANGE[@]}" -- "$(witness)"
	[ "$WHO" = root ] || return 0
	started_by groups -- setpriv --groups 4,5 \
		"$BUILD/$STEP" "${RANGE[@]}" -- "$(witness)"
	# shellcheck disable=SC2016
	started_by helped -o "box ids ids" -- unshare --mount bash -ec '
		mount -t tmpfs none /run
		echo 65534:200000:1000 >/run/sub
		mount --bind /run/sub /etc/subuid
		mount --bind /run/sub /etc/subgid
		exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"' \
		- "$BUILD/$STEP" --map 0:65534:1 --map 1:200000:999 \
		-- "$(witness)"
}

# Who started the program, as seen from outside of all.
me() {
	asked id id -u
}

# Only root may map ids that are not its own: what user sees instead.
only_root_maps() {
	[ "$WHO" = user ] || return 1
	fails 125 "$STEP: write .* to /proc/[0-9]+/uid_map: EPERM .*; without root only your own id .*"
	is witness 0
}

@test "the box has a user namespace of its own" {
	differs ns.user
}

@test "without a map everyone is 65534" {
	use no_map
	is act.ids "65534 65534 65534 65534"
	is box.uid_map ''
	is box.gid_map ''
}

# bats test_tags=own
@test "without a map no capability survives exec" {
	use no_map
	is box.CapPrm 0000000000000000
	is box.CapEff 0000000000000000
	refused tmpfs EPERM
	refused rename EPERM
}

@test "without a map no file can be made" {
	use no_map
	refused mkdir EOVERFLOW
}

@test "with the default map the box's user is 0" {
	is act.ids "0 0 0 0"
}

@test "the default map is one line: 0 stands for who started it" {
	is box.uid_map "0 $(me) 1"
	is box.gid_map "0 $(me) 1"
}

@test "outside, the box's root is who started it" {
	is box.Uid "$(me) $(me) $(me) $(me)"
	is box.Gid "$(me) $(me) $(me) $(me)"
}

@test "a file made inside belongs inside to 0, outside to who started it" {
	matches act.inside ".* uid=0 gid=0 .*"
	matches act.outside ".* uid=$(me) gid=$(me) .*"
}

@test "setgroups is denied where only one's own id is mapped" {
	is box.setgroups deny
	matches act.allow 'EPERM|EACCES' # EACCES once a step has hidden it
}

@test "a map can be written once" {
	refused again EPERM
}

@test "an id that is not mapped cannot own a file" {
	refused chown EINVAL
}

# bats test_tags=own
@test "root in the box has every capability, and may mount in the box" {
	matches box.CapEff '0000[0-9a-f]*ffff'
	is box.CapEff "$(fact box.CapBnd)"
	allowed tmpfs
}

# bats test_tags=own
@test "none of them counts outside: the hostname is the host's" {
	refused rename EPERM
	is left.hostname host
}

# bats test_tags=own
@test "none of them counts outside: the host's low ports stay closed" {
	refused port EACCES
}

@test "no device can be made, capability or not" {
	refused node EPERM
}

# bats test_tags=own
@test "without this step the same calls reach the host" {
	STEP=03_pid observe before -o "box rename sethostname ann" \
		-o "box port listen 80" -o "box node mknod /tmp/null" --
	use before
	same ns.user
	allowed rename
	allowed port
	is left.hostname ann
}

@test "a range: root in the box is an ordinary user outside" {
	use range
	only_root_maps || {
		is box.uid_map "0 100000 65536"
		is box.gid_map "0 100000 65536"
		is act.ids "0 0 0 0"
		is box.Uid "100000 100000 100000 100000"
		is box.Gid "100000 100000 100000 100000"
		matches act.outside ".* uid=100000 gid=100000 .*"
	}
}

@test "a range: files can be given to its ids and to no others" {
	use range
	only_root_maps || {
		allowed chown
		refused far EINVAL
	}
}

@test "root's box on the default map is still host root for the host's files" {
	if [ "$WHO" = root ]; then
		allowed sysctl
	else
		refused sysctl EACCES
	fi
}

@test "a range is the remedy: the host's sysctls are closed, their owner nobody" {
	use range
	only_root_maps || {
		refused sysctl EACCES
		matches act.owner ".* uid=65534 gid=65534 .*"
	}
}

@test "a range by root leaves setgroups allowed, and the host's groups behind" {
	[ "$WHO" = root ] || skip "only root can give a program more groups"
	use groups
	is box.setgroups allow
	is box.Groups ''
}

@test "several lines" {
	use lines
	only_root_maps || {
		is box.uid_map "0 0 1;1 100000 10"
		is box.gid_map "0 0 1;1 100000 10"
		is act.ids "0 0 0 0"
	}
}

@test "a map to an id that is not 0: that user" {
	use nonzero
	is box.uid_map "1000 $(me) 1"
	is act.ids "1000 1000 1000 1000"
	is box.setgroups deny
	matches act.outside ".* uid=$(me) gid=$(me) .*"
}

# bats test_tags=own
@test "a user who is not 0 has no capability after exec" {
	use nonzero
	is box.CapEff 0000000000000000
}

@test "a range without 0: the first id of it" {
	use five
	only_root_maps || {
		is act.ids "5 5 5 5"
		is box.Uid "100000 100000 100000 100000"
	}
}

@test "0 is taken wherever it stands in the map" {
	use later_zero
	only_root_maps || is act.ids "0 0 0 0"
}

@test "a map that is none is refused in one line that shows it" {
	local name value
	while read -r name value; do
		use "bad_$name"
		fails 125 "$STEP: --map $value: .*"
		is witness 0
		left_nothing
	done < <(bad_maps)
	use bad_empty
	fails 125 "$STEP: --map : want IN:OUT:COUNT"
	use bad_last
	fails 125 "$STEP: --map 1:1: want IN:OUT:COUNT"
}

@test "lines that overlap inside or outside are refused by name" {
	use overlap_in
	fails 125 "$STEP: --map 0:0:10 and --map 9:100000:5 overlap"
	use overlap_out
	fails 125 "$STEP: --map 0:100000:10 and --map 20:100009:5 overlap"
}

@test "more than 32 lines are refused" {
	use many
	fails 125 "$STEP: --map: more than 32 times"
}

@test "ids that the caller does not have are refused, with the remedy" {
	use unmapped
	fails 125 "$STEP: write \"0 2000000 1\" to /proc/[0-9]+/uid_map: EPERM .*your own id.*"
	left_nothing
}

@test "newuidmap is missing: one line says where it comes from" {
	use no_helper
	fails 125 "$STEP: cannot execute newuidmap: ENOENT; the package uidmap has it"
	left_nothing
}

@test "newuidmap refuses: one line has its words and the file to look at" {
	has_program newuidmap || skip "newuidmap is not installed"
	use refused
	fails 125 "$STEP: newuidmap: .*; does /etc/subuid grant you these ids\?"
	left_nothing
}

@test "an ordinary user gets the ranges that /etc/subuid grants" {
	[ "$WHO" = root ] || skip "only root can show newuidmap another /etc/subuid"
	has_program newuidmap || skip "newuidmap is not installed"
	use helped
	is box.uid_map "0 65534 1;1 200000 999"
	is box.gid_map "0 65534 1;1 200000 999"
	is act.ids "0 0 0 0"
	is box.Uid "65534 65534 65534 65534"
	left_nothing
}

@test "killed with SIGKILL, the program takes the box along" {
	use killed_own
	is exit.status 137
	is act.after gone
	left_nothing
}

@test "so it does after the ids have changed, which disarms PDEATHSIG" {
	use killed
	only_root_maps || {
		is exit.status 137
		is act.after gone
		left_nothing
	}
}

# bats test_tags=own
@test "hostname and network are still the host's" {
	same ns.uts
	same ns.net
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}
