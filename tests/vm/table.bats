# docs/kernels.md: what it says of the machines agrees with itself.
#
# Each run of the suite on a machine compares that machine's row with what was
# measured (tests/vm/run); this needs no machine.

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || exit
	page=docs/kernels.md
}

# The measured rows, "KERNEL ARCH|cell|cell|..."
rows() {
	sed -n '/^<!-- measured -->$/,/^<!-- end -->$/s/^| \([0-9].*\) |$/\1/p' "$page" |
		sed 's/ | /|/g'
}

# since NAME: the Linux that has NAME first, as the page's first table says
since() {
	awk -F ' \\| ' -v name="$1" '$2 ~ name { print $3; exit }' "$page"
}

# The first column's number: a machine of series "7" is newer than all others.
older() {
	[ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

@test "each machine has a row" {
	for arch in amd64 arm64; do
		for kernel in 5.10 6.1 6.12 6.18 7; do
			echo "$kernel $arch"
			rows | grep -q "^$kernel $arch|"
		done
	done
	[ "$(rows | wc -l)" = 10 ]
}

@test "what is skipped there is what tests/vm/skips says" {
	diff <(rows | sed -n 's/|.*|\([0-9]\)/ \1/p') <(grep -v '^#' tests/vm/skips)
}

@test "what a machine has is what its kernel's age says" {
	column=1
	for name in clone3 mount_setattr open_tree pidfd_getfd; do
		column=$((column + 1))
		since=$(since "$name")
		[ -n "$since" ]
		while IFS= read -r row; do
			kernel=${row%% *} want=yes
			! older "$kernel" "$since" || want=no
			echo "$name, since $since: $row"
			[ "$(cut -d'|' -f $column <<<"$row")" = $want ]
		done < <(rows)
	done
}
