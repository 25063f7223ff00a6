#!/usr/bin/env bash
# bench.sh - measure what the project promises; fails where it is not kept
#
# Times are medians of paired runs on this machine, now; only ratios are
# compared with a bound.  ROUNDS=n for more or fewer.
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=$(cd "${BUILD:-build}" && pwd)
rounds=${ROUNDS:-200}
bad=0
become=()
[ "$(id -u)" != 0 ] ||
	become=(setpriv --reuid=65534 --regid=65534 --clear-groups)

# bound VALUE MOST WHAT
bound() {
	local verdict=ok
	awk -v v="$1" -v m="$2" 'BEGIN { exit !(v <= m) }' || {
		verdict='TOO MUCH'
		bad=1
	}
	printf '  %-52s %8s  (at most %s)  %s\n' "$3" "$1" "$2" "$verdict"
}

echo "make, from clean, two at a time:"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
start=$(date +%s%N)
make -s -j2 BUILD="$work/build" all >/dev/null
bound "$(awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.2f", ns / 1e9 }')" \
	5 "seconds"

echo "size of the programs:"
largest=$(stat -c '%s %n' "$BUILD"/0[0-9]_* | grep -v _escape | sort -rn | head -n 1)
bound "$(awk -v b="${largest%% *}" 'BEGIN { printf "%.1f", b / 1000 }')" 100 \
	"KB, ${largest##*/}"

echo "start to exit of \"true\", as an ordinary user, $rounds rounds:"
box="$BUILD/09_seccomp --net lo -- true"
bare="$BUILD/bare $BUILD/rootfs/bin/true"
bwrap="bwrap --unshare-all --ro-bind $BUILD/rootfs / --proc /proc --dev /dev --cap-drop ALL"
# what our box does besides, but for the filter
same="$bwrap --tmpfs /tmp --hostname box --new-session --die-with-parent --clearenv"
# the same calls, by a program that looks at no result: what is possible
floor="$BUILD/floor $BUILD/rootfs /bin/true"
others=()
command -v bwrap >/dev/null && others=("$bwrap true" "$same true")
# the same program, with the C library whose start is the shortest
if command -v musl-gcc >/dev/null && [ ${#others[@]} -gt 0 ]; then
	mkdir "$work/headers"
	ln -s /usr/include/linux /usr/include/asm-generic \
		"/usr/include/$(gcc -print-multiarch)/asm" "$work/headers"
	make -s BUILD="$work/musl" CC=musl-gcc \
		CPPFLAGS="-idirafter $work/headers" "$work/musl/09_seccomp"
	chmod 755 "$work"
	others+=("$work/musl/09_seccomp --root $BUILD/rootfs --net lo -- true")
fi
"${become[@]}" "$BUILD/bench" "$rounds" "$bare" "$box" "$floor" "${others[@]}" | tee "$work/times"

# ratio LINE LINE: the first one's time as a multiple of the second's
ratio() { awk -v a="$1" -v b="$2" '{ t[NR] = $1 } END { printf "%.2f", t[a] / t[b] }' "$work/times"; }

bound "$(ratio 2 1)" 1.5 "times a bare clone of the same namespaces"
echo "  $(ratio 2 3) times the same calls, unchecked"
if [ ${#others[@]} -gt 0 ]; then
	echo "  $(ratio 2 4) times bubblewrap with fewer options"
	bound "$(ratio 2 5)" 0.6 "times bubblewrap doing the same job"
	echo "  $(ratio 3 5) would be possible: the same calls, unchecked"
	echo "  $(ratio 1 5) for the bare clone, without any wall's call"
	[ ${#others[@]} -lt 3 ] || echo "  $(ratio 6 5) with musl"
else
	echo "  bubblewrap is missing: not compared"
fi

echo "one observation, $rounds rounds:"
"${become[@]}" "$BUILD/bench" "$rounds" \
	"$BUILD/observe -- $BUILD/09_seccomp -- witness" | tee "$work/observe"
bound "$(awk '{ print $1 }' "$work/observe")" 50 "ms"
exit "$bad"
