# 05_uts: a hostname of the box's own
load ../helper

setup_file() {
	observe main -o "box name uname" -o "host name_outside uname" \
		-o "box rename sethostname other" -o "box name_after uname" \
		-o "host name_outside_after uname" -- --hostname ann
	observe default -o "box name uname" --
	observe longest -o "box name uname" -- --hostname "$(printf 'x%.0s' {1..64})"
	observe too_long -- --hostname "$(printf 'x%.0s' {1..65})"
	observe empty -- --hostname ''
	observe newline -- --hostname $'two\nlines'
	observe slash -- --hostname a/b
	observe no_value -- --hostname
}

@test "the box has a UTS namespace of its own" {
	differs ns.uts
}

@test "the hostname in the box is the one that was asked for" {
	is act.name ann
}

@test "the host keeps its hostname while the box runs" {
	is act.name_outside host
}

# bats test_tags=own
@test "root in the box may change the box's hostname" {
	allowed rename
	is act.name_after other
}

@test "what the box calls itself later does not reach the host" {
	is act.name_outside_after host
	is left.hostname host
}

@test "without --hostname it is called box" {
	use default
	is act.name box
}

@test "64 bytes are a hostname" {
	use longest
	is act.name "$(printf 'x%.0s' {1..64})"
}

@test "65 bytes are refused: 125 and one line with the call and the errno" {
	use too_long
	fails 125 "$STEP: sethostname x{65}: EINVAL .*"
	is witness 0
}

@test "an empty hostname is refused" {
	use empty
	fails 125 "$STEP: --hostname .*"
}

@test "a hostname with a line feed is refused" {
	use newline
	fails 125 "$STEP: --hostname .*"
}

@test "a hostname with a slash is refused" {
	use slash
	fails 125 "$STEP: --hostname .*"
}

@test "a hostname may not start with -, as when the name was forgotten" {
	use no_value
	fails 125 "$STEP: --hostname .*"
	is witness 0
}

# bats test_tags=own
@test "without this step the same call is EPERM" {
	STEP=04_user observe before -o "box rename sethostname ann" \
		-o "box name uname" --
	use before
	refused rename EPERM
	is act.name host
	same ns.uts
}

# bats test_tags=own
@test "the network is still the host's" {
	same ns.net
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

@test "nothing is left when it failed" {
	use too_long
	left_nothing
}
