# 06_net: two boxes with a cable between them
load ../helper

# Two addresses of one network of four; NEAR is outside of it, FAR is far off.
draw_addresses() {
	local second third fourth
	draw 0 200 && second=$((16 + VALUE))
	draw 1 250 && third=$((1 + VALUE))
	draw 2 60 && fourth=$((4 * (VALUE + 1)))
	ONE=10.$second.$third.$((fourth + 1))
	TWO=10.$second.$third.$((fourth + 2))
	NEAR=10.$second.$third.$((fourth + 5))
	FAR=203.0.113.$fourth
	draw 3 30000 && PORT=$((2000 + VALUE))
}

setup_file() {
	draw_addresses
	try main --boxes 2 -t 3 -o "host links links" \
		-o "box eth0 address eth0" -o "box2 eth0_too address eth0" \
		-o "box lo address lo" -o "box2 lo_too address lo" \
		-o "box listen listen $PORT" -o "box2 listen_too listen $((PORT + 1))" \
		-o "box2 to_box connect {act.eth0 1} $PORT" \
		-o "box to_box2 connect {act.eth0_too 1} $((PORT + 1))" \
		-o "outside cable read /proc/{box.pid}/net/dev" \
		-o "outside cable_too read /proc/{box2.pid}/net/dev" \
		-o "outside index read /proc/{box.pid}/net/igmp" \
		-o "outside index_too read /proc/{box2.pid}/net/igmp" \
		-o "host listen_outside listen $((PORT + 2))" \
		-o "box host connect 127.0.0.1 $((PORT + 2))" \
		-o "box2 host_too connect 127.0.0.1 $((PORT + 2))" \
		-o "host into connect {act.eth0 1} $PORT" \
		-o "box near connect $NEAR 80" -o "box2 far connect $FAR 80" \
		-- "$ONE" "$TWO" "$WITNESS"
	use main
	# Was it the program, or has this kernel no veth?
	has witness 2 || "$BUILD/observe" -- "$BUILD/06_net" \
		--root "$BUILD/rootfs" --net veth -- true >"$BATS_FILE_TMPDIR/trusted"
}

# Which box was found first is chance.  Here "box" is the one with the lesser
# address, whatever is said of the two.
in_order() {
	local pair one two key
	[[ $(fact act.eth0) > $(fact act.eth0_too) ]] || return 0
	for pair in eth0:eth0_too lo:lo_too to_box:to_box2 host:host_too; do
		one=${pair%:*} two=${pair#*:}
		key=${FACT[act.$one]-} FACT[act.$one]=${FACT[act.$two]-} FACT[act.$two]=$key
	done
	key=${FACT[box.links]-} FACT[box.links]=${FACT[box2.links]-} FACT[box2.links]=$key
}

# Two boxes, each in a network of its own, with eth0 in it?
boxes() {
	draw_addresses
	get witness || true
	if [ "$(fact witness)" != 2 ]; then
		[[ $(cat "$BATS_FILE_TMPDIR/trusted") != *RTM_NEWLINK*EOPNOTSUPP* ]] ||
			cannot "this kernel has no veth (modprobe veth)"
		explain_failure "$(fact stderr)"
		# how many were seen before the others' end is chance
		# shellcheck disable=SC2034,SC2154 # helper.bash prints it
		FACT[witness]="not 2"
		complain witness "2 boxes that run COMMAND" "not 2 of them"
		return 1
	fi
	in_order
	# shellcheck disable=SC2034,SC2154 # helper.bash prints them
	FACT[order.to_box]="connect to the box with the lesser address"
	FACT[order.to_box2]="connect to the other box"
	because "main.c puts each box into a network of its own; somebody has put it elsewhere" "network_namespaces(7)"
	differs ns.net
	isnt box2.ns.net "$(fact host.ns.net)"
	isnt box2.ns.net "$(fact box.ns.net)"
}

# The program gave up, and said in which of the two functions and why.
explain_failure() {
	because "a box ended before COMMAND" "exercises/06_net/cable.h"
	case $1 in
	*cable_lay*ERANGE* | *cable_lay*EINVAL*) because "the kernel cannot read the message of cable_lay(): is each name sent with its size, NUL and all, and is each nest ended?" "steps/06_net/netlink.h, steps/06_net/net.c" ;;
	*cable_lay*EEXIST*) because "an eth0 is there already: both ends are named so, and must be made in two different networks; one is made where IFLA_NET_NS_PID is not given" "rtnetlink(7); steps/06_net/net.c" ;;
	*cable_lay*ENODEV*) because "without NLM_F_CREATE the message is about a link that is there already, and there is none" "rtnetlink(7); netlink(7), NLM_F_CREATE" ;;
	*cable_lay*ESRCH*) because "IFLA_NET_NS_PID names a process that is not there: it is a pid_t, 4 bytes" "rtnetlink(7)" ;;
	*"cable_plug $ONE: "E[NI]*) because "the first box has no eth0: that end stayed with the caller, for want of IFLA_NET_NS_PID beside its name, or the message was not sent" "steps/06_net/net.c, make_veth()" ;;
	*"cable_plug $TWO: "E[NI]*) because "the second box has no eth0, the first one has: the kernel passed over what VETH_INFO_PEER holds (is its nest ended, and does a struct ifinfomsg come first?), or found no IFLA_NET_NS_PID in it" "steps/06_net/netlink.h; steps/06_net/net.c, make_veth()" ;;
	*cable_plug*) because "the kernel refused an address or to bring a link up" "rtnetlink(7)" ;;
	esac
}

# carried KEY: the kernel's own counters: what came to this box came by eth0, and
# none of it by the box's loopback, which is link 1 whatever it is called.  (One
# that is down is not listed, and carries nothing.)
carried() {
	local seen=
	get "act.$1" || true
	[[ $VALUE =~ eth0:\ *[0-9]+\ +[1-9] ]] || seen="none came by eth0"
	[[ $VALUE =~ lo:\ *[0-9]+\ +0\  ]] || seen="some came by lo"
	get "act.${1/cable/index}" && [[ $VALUE == *'\x0a1\x09lo '* || $VALUE != *'\x0a1\x09'* ]] ||
		seen="link 1 is not lo"
	because "the answer came from the box itself, not over the cable" "proc_pid_net(5), net/dev"
	# how many there were, and who is read, is chance
	FACT[act.$1]=$seen FACT[order.$1]="read /proc/PID/net/dev"
	[ -z "$seen" ] || complain "act.$1" "packets came by eth0, and none by lo" "$seen"
}

connected() {
	boxes
	because "first make the two reach each other" "exercises/06_net/cable.h"
	allowed to_box
	allowed to_box2
	carried cable
	carried cable_too
}

# bats test_tags=points:2
@test "each box has its own eth0, with its own address, up" {
	boxes
	case $(fact act.eth0),$(fact act.eth0_too) in
	*ENODEV*) because "cable_lay() has to put one end into each box, and call both eth0" "steps/06_net/net.c, make_veth()" ;;
	*down*) because "a link that is made is down: bring it up with IFF_UP in ifi_flags and in ifi_change" "netdevice(7), IFF_UP; steps/06_net/net.c" ;;
	0.0.0.0*) because "eth0 has no address: RTM_NEWADDR, with IFA_LOCAL" "rtnetlink(7)" ;;
	*) because "each box has the address that cable_plug() is given: IP is in host byte order, a message wants network byte order, htonl(3)" "rtnetlink(7), IFA_LOCAL; htonl(3)" ;;
	esac
	[ "$(fact act.eth0)" != "$(fact act.eth0_too)" ] || [[ $(fact act.eth0) != [1-9]*up ]] ||
		because "both boxes have the same address: each has to take the one that cable_plug() is given there" "exercises/06_net/cable.h"
	local found
	found=$(printf '%s\n' "$(fact act.eth0)" "$(fact act.eth0_too)" | sort -V | paste -sd,)
	[ "$found" = "$ONE up,$TWO up" ] || complain act.eth0 "$ONE up, $TWO up" "${found/,/, }"
}

# bats test_tags=points:3
@test "TCP connections go over the cable, both ways" {
	boxes
	allowed listen
	allowed listen_too
	because "a veth pair carries packets when both ends are up, both have an address, and these lie in one network" "veth(4); ip-address(8)"
	case $(fact act.to_box),$(fact act.to_box2) in
	*ENETUNREACH*) because "there is no route to the other box: it comes with the address, for its network, so ifa_prefixlen has to be 30, and the link up" "rtnetlink(7), struct ifaddrmsg" ;;
	*EHOSTUNREACH* | *ETIMEDOUT*) because "nobody answers at the other end of the cable: is it up, and has it its address?" "veth(4)" ;;
	*ECONNREFUSED*) because "somebody else answered: do both boxes have the same address?" "exercises/06_net/cable.h" ;;
	esac
	allowed to_box
	allowed to_box2
	carried cable
	carried cable_too
}

# bats test_tags=points:1
@test "lo is up in both" {
	connected
	because "a new network has a lo, and it is down" "network_namespaces(7); netdevice(7), IFF_UP"
	is act.lo "127.0.0.1 up"
	is act.lo_too "127.0.0.1 up"
}

# bats test_tags=points:2
@test "the boxes reach nothing else" {
	connected
	because "the box reaches a program on the host" "network_namespaces(7)"
	refused host ECONNREFUSED
	refused host_too ECONNREFUSED
	because "the host reaches into the box" "network_namespaces(7)"
	matches act.into "E[A-Z]+"
	because "there is a route to all the world: a default route was made" "rtnetlink(7), RTM_NEWROUTE"
	refused far ENETUNREACH
	because "$NEAR is not in the network of four: a shorter prefix than 30 has a route to it" "rtnetlink(7), ifa_prefixlen; RFC 1878"
	refused near ENETUNREACH
}

# bats test_tags=points:1
@test "the host has no link of it while the boxes run" {
	connected
	because "an end of the cable, or another link, is in the host's network; IFLA_NET_NS_PID puts each end elsewhere as it is made" "steps/06_net/net.c, make_veth(); veth(4)"
	equal act.links host.links
	because "a box has more links than lo and one end of the cable: one pair is enough" "exercises/06_net/cable.h"
	is box.links "$(fact host.links) eth0"
	is box2.links "$(fact host.links) eth0"
}

# bats test_tags=points:1
@test "nothing is left when the boxes have ended" {
	connected
	because "a link is left on the host's side" "veth(4)"
	is left.links ''
	because "a process is left" "fork(2)"
	is left.processes 0
}
