# 05_uts: join the UTS namespace of a running box
load ../helper
means 'uts_join*: EBADF' "setns(2) wants the descriptor of an open file, that of /proc/PID/ns/uts, and not a PID"
means 'uts_join*: EPERM' "You have every privilege over the box's UTS namespace here: was setns(2) given another one, or did you lose the privilege on the way?"
means 'uts_join*: EINVAL' "setns(2) says so of a file that is of another kind than its second argument; or is a box refused that is not your own?"

# What the running box's names end in.
draw_number() {
	draw 0 1000000 && NUMBER=$VALUE
}

setup_file() {
	draw_number
	local neighbour="$BUILD/neighbour --root $ROOTFS --hostname box$NUMBER -- witness"
	try main -t 3 --beside "$neighbour" -o "box name uname" \
		-o "beside rename sethostname other$NUMBER" -o "box renamed uname" \
		-- "{beside.pid}" "$WITNESS"
	try nobody -t 3 -- 4194303 "$WITNESS"
	try host -t 3 --beside "$BUILD/witness" -o "box name uname" -- "{beside.pid}" "$WITNESS"
}

# Who refuses everything refuses rightly, and has done nothing: what is not
# allowed counts only where what is asked for works.
joins() {
	use main
	because "first make the join itself work" "setns(2)"
	equal box.ns.uts beside.ns.uts
}

refuses() {
	has witness 0 || complain witness "COMMAND does not run" "COMMAND ran"
	is exit.status 125
}

# Sets VALUE to a kind of the box's namespaces, but UTS, that COMMAND is in.
find_other_kind() {
	local kind
	for kind in mnt pid user net ipc cgroup; do
		if get "beside.ns.$kind" && has "box.ns.$kind" "$VALUE" && ! has "host.ns.$kind" "$VALUE"; then
			VALUE=$kind
			return
		fi
	done
	return 1
}

# bats test_tags=points:2
@test "COMMAND is in the box's UTS namespace" {
	if get host.ns.uts && has box.ns.uts "$VALUE"; then
		because "COMMAND is still in the host's UTS namespace: setns(2) was not called, or failed and nobody looked, or was given the file of another kind of namespace" "setns(2)"
		! find_other_kind || because "COMMAND is in the box's $VALUE namespace, and still in the host's UTS namespace: setns(2) was given /proc/PID/ns/$VALUE, or a descriptor of that. With CLONE_NEWUTS as its second argument it refuses a file of another kind" \
			"setns(2); namespaces(7), The /proc/pid/ns/ directory"
	else
		because "COMMAND is in a third UTS namespace: a new one, with the same name in it, is not the box's" "namespaces(7), The /proc/pid/ns/ directory"
	fi
	equal box.ns.uts beside.ns.uts
}

# bats test_tags=points:1
@test "COMMAND has the box's hostname, also after the box has changed it" {
	because "the box's hostname was copied, or never seen; one who is in the namespace sees each change" \
		"uts_namespaces(7)"
	draw_number
	is act.name "box$NUMBER"
	is act.renamed "other$NUMBER"
	because "COMMAND has seen the box's names, and is in another UTS namespace: somebody copies them" "uts_namespaces(7)"
	equal box.ns.uts beside.ns.uts
}

# bats test_tags=points:1
@test "every other namespace is still the host's" {
	joins
	for kind in mnt pid user net ipc cgroup; do
		because "the $kind namespace was joined, too: setns(2) on a pidfd, or with 0, takes whatever it gets" \
			"setns(2)"
		same "ns.$kind"
	done
}

# bats test_tags=points:1
@test "no descriptor is left open in COMMAND" {
	joins
	because "the file of the namespace is still open, and was handed down by exec: close(2) it, and open it with O_CLOEXEC" \
		"open(2), O_CLOEXEC"
	is box.fd "0 1 2"
}

# bats test_tags=points:1
@test "a process that does not exist is refused" {
	joins
	use nobody
	because "COMMAND was started though there is no such process: uts_join() has to return -1" \
		"exercises/05_uts/join.h"
	refuses
}

# bats test_tags=points:2
@test "a process in our own UTS namespace is refused: there is no box to join" {
	joins
	use host
	because "setns(2) into the namespace that one is in succeeds and does nothing: compare device and inode number of the two files first" \
		"namespaces(7); stat(2), st_ino"
	refuses
}
