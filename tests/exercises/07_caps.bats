# 07_caps: an ordinary user with port 80 and nothing more
load ../helper

one=0000000000000400 # cap_net_bind_service, number 10
ids=61000 # so many must be mapped for a change of ids

# Two ways to be called: as the user already (the box has that one id), and as
# root of a box that has many.
setup_file() {
	id
	local id=$VALUE
	try main -t 3 -o "box port listen 80" -o "box ids ids" \
		-o "box first read /proc/sys/net/ipv4/ip_unprivileged_port_start" \
		-o "box sethostname sethostname other" \
		-o "box chroot chroot /tmp" -o "box mount mount none /tmp tmpfs" \
		-- --root "$ROOTFS" --map "$id:0:1" "$id" witness
	use main
	enough_ids || return 0
	try root -t 3 -o "box port listen 80" -o "box ids ids" \
		-o "box first read /proc/sys/net/ipv4/ip_unprivileged_port_start" \
		-o "box file open /tmp/file creat" \
		-o "box chown chown /tmp/file 0" \
		-- --root "$ROOTFS" --map "0:0:$ids" "$id" witness
}

# The user to become, in VALUE.
id() {
	draw 0 60000
	VALUE=$((VALUE + 1000))
}

# Has the sandbox itself enough ids for a box with many?
enough_ids() {
	local map
	map=$(fact host.uid_map)
	[[ $map != *';'* ]] && [ "${map##* }" -ge $ids ]
}

# sets WHY SET...: each holds the one capability; otherwise, which others?
sets() {
	local why=$1 set
	shift
	for set; do
		get "box.$set" || true
		case $VALUE in
		*[!0-9a-f]*) because "$why" "capabilities(7), Thread capability sets" ;;
		0000000000000000) because "$set is empty: $why" "capabilities(7), Transformation of capabilities during execve()" ;;
		*)
			if [ $((0x$VALUE & 0x400)) = 0 ]; then
				because "$set has others, but not cap_net_bind_service, which is bit 10: 0x400" "capabilities(7), Thread capability sets"
			elif [ $((0x$VALUE >> 32)) != 0 ] && [ $((0x$VALUE & 0xffffffff)) = 1024 ]; then
				because "$set still has the capabilities from number 32 up: there are more than 32 of them, and the number grows with the kernel" "PR_CAPBSET_DROP(2const)"
			else
				because "$set holds more than the one capability: $why" "capabilities(7), Thread capability sets"
			fi
			;;
		esac
		is "box.$set" $one
	done
}

number="a set is a mask of bits, 1 << CAP_NET_BIND_SERVICE, and was given the number: 10 is 2 + 8, the capabilities 1 and 3"

# What a failed call means, given the sets that main.c says were left.
why_refused() {
	[[ $1 != *': EINVAL'* ]] || echo "EINVAL: prctl(2) is told a capability by its number, capset(2) by its bit in a mask; and an id has to be mapped. "
	[[ $1 =~ effective\ (0x[0-9a-f]+),\ permitted\ (0x[0-9a-f]+),\ inheritable\ (0x[0-9a-f]+):\ EPERM ]] || return 0
	local effective=${BASH_REMATCH[1]} permitted=${BASH_REMATCH[2]} inheritable=${BASH_REMATCH[3]}
	if ((permitted == 10)); then
		echo "Permitted is a in hexadecimal: $number. "
	elif ((effective & 1 << 21 && !inheritable)); then # cap_sys_admin: nothing is given up yet
		echo "The sets are what they were at first: so capset(2) was refused, or PR_CAP_AMBIENT_RAISE came before it. capset(2) makes inheritable only what is in the bounding set, too. That has cap_net_bind_service, if you kept it; the mask for that is 1 << CAP_NET_BIND_SERVICE, and the number itself, 10, is the mask of two others. "
	elif ((effective & permitted & 0x400 && !(inheritable & 0x400))); then
		echo "Inheritable does not hold cap_net_bind_service: so PR_CAP_AMBIENT_RAISE is refused, which takes what is both permitted and inheritable; capset(2) sets all three. "
	elif ((permitted == 0)); then
		echo "Permitted is empty, and nothing that is not permitted can be had again. "
	fi
}

# Why COMMAND has no capability at all: what is left in the other sets tells.
why_lost() {
	printf '%s' "COMMAND has no capability at all. What you had was lost at exec: an ordinary user keeps only what is in the ambient set"
	case ${FACT[box.CapInh]-} in
	000000000000000a) echo ", which is empty. CapInh is a in hexadecimal: $number; the right one was not permitted any more when it was to be raised" ;;
	"$one") echo ", which is empty. CapInh is right: all that is missing is PR_CAP_AMBIENT_RAISE, or it came before a change of ids, which takes it back" ;;
	0000000000000000) echo ", which is empty, and so is CapInh: what is to be raised in the ambient set has to be permitted and inheritable; capset(2) sets both, if it is not refused" ;;
	esac
}

# runs WHY: COMMAND was started; if not, WHY may be what the learner wants.
runs() {
	get witness
	[ "$VALUE" = 0 ] || return 0
	local said=${FACT[stderr]-}
	because "the program ended with status ${FACT[exit.status]-}${said:+ and said: ${said%%\\x0a*}}. $(why_refused "$said")$1" \
		"capabilities(7); capset(2); setresuid(2)"
	complain witness "COMMAND as user $id" "COMMAND never ran"
}

# The positive half, without which no refusal counts: it is the user, it has
# the port, and has it for the capability.
serves() {
	local id
	id && id=$VALUE
	runs "Each call wants something: PR_CAPBSET_DROP, CAP_SETPCAP in the effective set; a change of ids, CAP_SETGID and CAP_SETUID; an inheritable capability, that it is in the bounding set; an ambient one, that it is permitted and inheritable"
	if [ "${FACT[box.CapEff]-}" ] && [ "$(fact act.ids)" != "$id $id $id $id" ]; then
		because "COMMAND is not the user that was asked for (the order's answer is uid, euid, gid, egid): setresgid(2) first, for after setresuid(2) you may not; and look at both results" "setresuid(2)"
	else
		because "COMMAND was not started as the user that was asked for" "setresuid(2)"
	fi
	is act.ids "$id $id $id $id"
	because "the first port that is free for all was changed: everyone in the box may use port 80 now, not this user alone" "ip(7), ip_unprivileged_port_start"
	is act.first '1024\x0a'
	case ${FACT[box.CapEff]-} in
	0000000000000000) because "$(why_lost)" "capabilities(7), Transformation of capabilities during execve()" ;;
	*) because "COMMAND has no cap_net_bind_service in its effective set" "capabilities(7), CAP_NET_BIND_SERVICE" ;;
	esac
	allowed port
	because "COMMAND may use port 80, but not by its capability, which it has not" "capabilities(7), CAP_NET_BIND_SERVICE"
	get box.CapEff || complain box.CapEff "cap_net_bind_service in it"
	[ $((0x$VALUE & 0x$one)) != 0 ] || complain box.CapEff "cap_net_bind_service, 0x400, in it"
	because "COMMAND is in another user namespace than main.c made: whoever makes one has all capabilities there, and has kept none here" "user_namespaces(7), Capabilities"
	equal box.ns.user.parent host.ns.user
}

# bats test_tags=points:2
@test "COMMAND is the user, and may use port 80" {
	serves
}

# bats test_tags=points:2
@test "its effective and permitted sets hold that capability and no other" {
	serves
	sets "capset(2) sets all three, and what is permitted passes exec by way of the ambient set" CapEff CapPrm
}

# bats test_tags=points:1
@test "so do its inheritable and ambient sets: the next exec changes nothing" {
	serves
	sets "ambient takes what is both permitted and inheritable, and is raised last" CapInh CapAmb
}

# bats test_tags=points:1
@test "so does its bounding set: no program can give it more" {
	serves
	sets "PR_CAPBSET_DROP, one by one, until EINVAL says that the kernel knows no more" CapBnd
}

# bats test_tags=points:1
@test "no_new_privs is set: a set-user-ID program gives it nothing" {
	serves
	because "PR_SET_NO_NEW_PRIVS was not called, or with other arguments than 1, 0, 0, 0" "PR_SET_NO_NEW_PRIVS(2const)"
	is box.NoNewPrivs 1
}

# bats test_tags=points:1
@test "what takes another capability is refused" {
	serves
	because "COMMAND may still do what takes another capability: it was left in the effective set" "capabilities(7)"
	refused sethostname EPERM
	refused chroot EPERM
	refused mount EPERM
}

# bats test_tags=points:2
@test "all this holds for one who was root before, and may no longer chown" {
	enough_ids || cannot "only one id is mapped here, so nobody can be root first and another user then; as root it can be judged"
	use root
	id
	local id=$VALUE
	runs "Leaving uid 0 clears permitted, effective and ambient. PR_SET_KEEPCAPS saves the permitted set alone; what wants CAP_SETPCAP comes before, and effective has to be raised again; and who is no longer user 0 cannot change groups"
	serves
	because "a saved id or a file system id is still another: with it COMMAND could go back" "setresuid(2)"
	matches box.Uid "${FACT[box.Uid]%% *}( ${FACT[box.Uid]%% *}){3}" "four times the same user"
	matches box.Gid "${FACT[box.Gid]%% *}( ${FACT[box.Gid]%% *}){3}" "four times the same group"
	sets "leaving uid 0 clears effective and ambient; PR_SET_KEEPCAPS saves the permitted set alone" CapEff CapPrm CapInh CapAmb CapBnd
	because "it may give files away: cap_chown is still there" "chown(2)"
	refused chown EPERM
}
