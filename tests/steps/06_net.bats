# 06_net: a network stack of the box's own
load ../helper

# Boxes in PID namespaces of their own: each program has PID 1, and would
# choose the same name and subnet.
apart() {
	printf 'unshare --pid --fork --kill-child --mount-proc %s --net veth -- ' \
		"$BUILD/$STEP"
}

setup_file() {
	local bad
	observe main -o "box links links" -o "box lo address lo" \
		-o "box listen listen 4711" \
		-o "box connect connect 127.0.0.1 4711" \
		-o "box closed connect 127.0.0.1 4713" \
		-o "host listen_outside listen 4712" \
		-o "box leak_out connect 127.0.0.1 4712" \
		-o "host leak_in connect 127.0.0.1 4711" \
		-o "box world connect 192.0.2.1 80" \
		-o "box low listen 80" --
	observe lo -o "box links links" -- --net lo
	observe veth -o "host links links" -o "box eth0 address eth0" \
		-o "host end address {act.links 2}" \
		-o "host listen_outside listen 4711" \
		-o "box out connect {act.end 1} 4711" \
		-o "box closed connect {act.end 1} 4713" \
		-o "box listen listen 4712" \
		-o "host in connect {act.eth0 1} 4712" \
		-o "box world connect 192.0.2.1 80" \
		-o "box neighbour connect 198.18.255.254 80" -- --net veth
	observe no_map -o "box eth0 address eth0" -- --no-map --net veth
	observe killed -o "program kill 9" -o "box after caught 10" -- --net veth
	observe fails -- --net veth --bind /nonexistent:/mnt
	for bad in '' eth0 VETH 'lo veth'; do
		observe "bad_$bad" -- --net "$bad"
	done
	started_by weak -o "box links links" -o "box lo address lo" \
		-- unshare --map-root-user "$BUILD/$STEP" --net veth -- "$(witness)"
	started_by two -o "host links links" \
		-o "host first address {act.links 2}" \
		-o "host second address {act.links 3}" \
		-o "box eth0 address eth0" -o "box listen listen 4711" \
		-o "host in connect {act.eth0 1} 4711" \
		-o "box other connect {act.first 1} 4711" -- bash -c "
		$(apart) sleep 60 &
		until grep -q bw1: /proc/net/dev; do :; done
		$(apart) $(witness)
		kill -9 \$!; wait"
	# shellcheck disable=SC2016
	started_by crowd -t 30 -- bash -c '
		for i in {1..8}; do
			'"$(apart)"' sh -c : &
			pids+=($!)
		done
		for pid in ${pids[@]}; do wait $pid || exit; done'
	started_by taken -t 60 -o "host links links" -o "host end address {act.links 2}" \
		-- unshare --pid --fork --mount-proc bash -ec "
		ip address add 198.18.0.1/22 dev lo
		exec $BUILD/$STEP --net veth -- $(witness)"
	started_by name_taken -g 200 -o "host links links" \
		-- unshare --pid --fork --mount-proc bash -ec "
		ip link add bw1 type veth peer name bw2
		exec $BUILD/$STEP --net veth -- $(witness)"
}

@test "the box has a network namespace of its own" {
	differs ns.net
}

@test "its one link is lo" {
	is act.links lo
	use lo
	is act.links lo
}

@test "lo is up, and 127.0.0.1 answers by TCP" {
	is act.lo "127.0.0.1 up"
	allowed listen
	allowed connect
	refused closed ECONNREFUSED
}

@test "what listens on the host's 127.0.0.1 is out of reach" {
	allowed listen_outside
	refused leak_out ECONNREFUSED
}

@test "what listens on the box's 127.0.0.1 is out of the host's reach" {
	refused leak_in ECONNREFUSED
}

@test "there is no way out: ENETUNREACH" {
	refused world ENETUNREACH
}

@test "low ports are root's, who is in the box" {
	allowed low
}

# bats test_tags=own
@test "without this step the network is the host's: its ports are reached" {
	STEP=05_uts observe before -o "host listen_outside listen 4712" \
		-o "box leak connect 127.0.0.1 4712" -o "box low listen 80" --
	use before
	same ns.net
	allowed leak
	refused low EACCES
}

@test "--net veth: eth0 is there and up" {
	use veth
	is box.links "lo eth0"
	matches act.eth0 '198\.1[89]\.[0-9]+\.[0-9]+ up'
}

@test "--net veth: the host's end is one link more, in the same subnet of four" {
	use veth
	matches act.links 'lo bw[0-9]+'
	matches act.end '198\.1[89]\.[0-9]+\.[0-9]+ up'
	local ip
	ip=$(fact act.end)
	ip=${ip% up}
	[ $((${ip##*.} % 4)) = 1 ]
	is act.eth0 "${ip%.*}.$((${ip##*.} + 1)) up"
}

@test "--net veth: the box reaches the host by TCP" {
	use veth
	allowed listen_outside
	allowed out
	refused closed ECONNREFUSED
}

@test "--net veth: the host reaches the box by TCP" {
	use veth
	allowed listen
	allowed in
}

@test "--net veth: nothing else is reachable: ENETUNREACH" {
	use veth
	refused world ENETUNREACH
	refused neighbour ENETUNREACH
}

@test "--net veth: the link is gone afterwards" {
	use veth
	is exit.status 0
	left_nothing
}

@test "--net veth works without a map of ids" {
	use no_map
	matches act.eth0 '198\..* up'
	left_nothing
}

@test "two boxes at once have links and subnets of their own" {
	use two
	is act.links "lo bw1 bw2"
	isnt act.first "$(fact act.second)"
	matches act.first '198\..* up'
	matches act.second '198\..* up'
	allowed in
}

@test "one box does not reach the other's subnet" {
	use two
	refused other ENETUNREACH
	left_nothing
}

@test "eight boxes that start together do not collide" {
	use crowd
	is exit.status 0
	is stderr ''
	left_nothing
}

@test "a subnet within one that the host uses is not taken" {
	has_program ip || skip "the host has no ip program"
	use taken
	matches act.end '198\.18\.4\.1 up'
}

@test "a name that another link has is not taken" {
	has_program ip || skip "the host has no ip program"
	use name_taken
	is exit.status 0
	matches act.links 'lo bw[12] bw[12] bw3'
}

@test "without privilege over the host's network: a sentence, and lo" {
	use weak
	is exit.status 0
	is stderr.lines 1
	matches stderr "$STEP: no veth: the host's network is not ours .*CAP_NET_ADMIN.* lo only.*"
	is act.links lo
	is act.lo "127.0.0.1 up"
	left_nothing
}

@test "killed with SIGKILL, the program takes box and link along" {
	use killed
	is exit.status 137
	is act.after gone
	left_nothing
}

@test "when a later wall fails, the link is gone, too" {
	use fails
	is exit.status 125
	is witness 0
	left_nothing
}

@test "--net takes lo and veth only" {
	local bad
	for bad in '' eth0 VETH 'lo veth'; do
		use "bad_$bad"
		fails 125 "$STEP: --net $bad: want lo or veth"
		is witness 0
		left_nothing
	done
}

# bats test_tags=own
@test "IPC, cgroup and time namespaces are still the host's" {
	same ns.ipc
	same ns.cgroup
	same ns.time
}

@test "nothing is left when the box has ended" {
	left_nothing
	is exit.status 0
}
