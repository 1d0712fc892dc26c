#!/bin/sh
# Makes the rows in rows/ anew: make-rows.sh [CAPTURES]
#
# Generated rows are of regimes 0 to 5 of the generator (seeds modulo 8); 6 and 7 are never learnt from: test-*.csv.gz, for judging, go into the current folder.
# CAPTURES is a folder with the captures of nta-examples/cli/src/lab; without it lab.csv.gz stays as it is, since captures with real tools can't be repeated to the byte.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
nta=$here/../../../nta
attacks=arp_spoof,dns_tunnel,icmp_flood,port_scan,slowloris,ssh_brute,syn_flood,udp_flood
normal=$("$nta" generate --list | awk '$2 == "benign" && $1 != "network" && $1 != "mixed" && $1 != "small" { printf "%s%s", comma, $1; comma = "," }')

rows() {
    file=$1
    shift
    "$nta" train --minutes 3 --per-stratum 60 --write-rows "$file" "$@"
}

rows "$here/rows/generated-attacks.csv.gz" --scenario "$attacks" --generate 0-5,8-13,16-21,24-29,32-37,40-45,48-53,56-61,64-69,72-77,80-85,88-93
rows "$here/rows/generated-normal-1.csv.gz" --scenario "$normal" --generate 0-5,8-13
rows "$here/rows/generated-normal-2.csv.gz" --scenario "$normal" --generate 16-21,24-29
rows test-attacks.csv.gz --scenario "$attacks" --generate 6-7,14-15,22-23,30-31,38-39,46-47
rows test-normal.csv.gz --scenario "$normal" --generate 6-7,14-15
if [ $# -gt 0 ]; then
    rows "$here/rows/lab.csv.gz" "$1"
fi
