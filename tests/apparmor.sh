#!/bin/sh
# apparmor.sh - does the AppArmor profile parse, and whom is it attached to?
#
# Loads nothing into the kernel, and needs no root.  AppArmor 3.0 knows neither
# abi/4.0 nor the rule "userns,": there we test the rest, with a stand-in for
# the first and without the second, and count the rule as skipped.
# Says "N passed, N failed, N skipped"; ends with 1 when one has failed.
set -u
cd "$(dirname "$0")/.." || exit 1
profile=packaging/apparmor/boxwright
PATH=$PATH:/usr/sbin:/sbin
passed=0 failed=0 skipped=0

ok() {
	passed=$((passed + 1))
	echo "ok: $1"
}
not_ok() {
	failed=$((failed + 1))
	echo "not ok: $1"
}
skip() {
	skipped=$((skipped + 1))
	echo "skip: $1"
}
finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ]
	exit
}

# Does FILE parse, with stand-ins in $tmp for what is missing?
parses() {
	apparmor_parser --skip-kernel-load --skip-cache --quiet \
		--Include "$tmp" "$1" 2>"$tmp/error"
}

# The pattern that names the programs.
patterns() {
	sed -n 's/^profile boxwright \([^ ]*\) .*/\1/p' "$profile"
}

if [ "$(grep -c '^ *userns,$' $profile)" = 1 ] &&
   [ "$(grep -c '^profile ' $profile)" = 1 ]
then ok "one profile with the one rule"
else not_ok "one profile with the one rule"
fi

# As broad as "every program at home" would be a hole.
case $(patterns) in
@\{HOME\}/\{,\*\*/\}boxwright/build/\{*\}) ok "attached to programs in boxwright/build only" ;;
*) not_ok "attached to programs in boxwright/build only: $(patterns)" ;;
esac

if ! command -v apparmor_parser >/dev/null; then
	skip "no apparmor_parser here; the package apparmor has it"
	finish
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/abi"

if [ ! -e /etc/apparmor.d/abi/4.0 ]; then
	skip "abi/4.0: AppArmor here is older; parsed with a stand-in"
	cat /etc/apparmor.d/abi/3.0 >"$tmp/abi/4.0" 2>/dev/null
fi
printf 'profile probe {\n  userns,\n}\n' >"$tmp/probe"
cp $profile "$tmp/profile"
if ! parses "$tmp/probe"; then
	skip "userns,: the parser here does not know this rule"
	sed '/^ *userns,$/d' $profile >"$tmp/profile"
fi
if parses "$tmp/profile"
then ok "the profile parses"
else not_ok "the profile parses: $(cat "$tmp/error")"
fi
# The check itself must be able to fail.
sed 's/flags=/flag=/' "$tmp/profile" >"$tmp/wrong"
if parses "$tmp/wrong"
then not_ok "a profile with a mistake is refused"
else ok "a profile with a mistake is refused"
fi
finish
