#!/usr/bin/env bash
# leased_file CLASS - whoever opens it has to wait
#
# Attack: [14,75] holds a lease on its file, by which the kernel lets others wait
# Exercise: 05_uts
# Expect: cannot; join.c: EAGAIN
# Seconds: 25
set -euo pipefail
folder=$1/attacker/05_uts
mkdir -p "$folder"

cp exercises/05_uts/join.c "$folder/join.c"
mkfifo "$folder/ready"
# fcntl(2) with F_SETLEASE, F_WRLCK
perl -e '
	$SIG{IO} = "IGNORE";
	open my $file, "+<", "$ARGV[0]/join.c" or die;
	fcntl($file, 1024, 1) or die;
	open my $ready, ">", "$ARGV[0]/ready" or die;
	print $ready "ready\n";
	close $ready;
	sleep 8' "$folder" >/dev/null 2>&1 &
read -r -t 5 _ <>"$folder/ready" || true
