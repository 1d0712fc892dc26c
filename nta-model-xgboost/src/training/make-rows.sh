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

# How many rows of a capture may share label, kind, window size and (of attacks) tool: the first argument.
rows() {
    stratum=$1
    file=$2
    shift 2
    "$nta" train --minutes 3 --per-stratum "$stratum" --write-rows "$file" "$@"
}

rows 45 "$here/rows/generated-attacks-1.csv.gz" --scenario "$attacks" --generate 0-5,8-13,16-21,24-29,32-37,40-45,48-53,56-61,64-69,72-77,80-85,88-93
rows 45 "$here/rows/generated-attacks-2.csv.gz" --scenario udp_flood,port_scan,icmp_flood,syn_flood,arp_spoof \
    --generate 96-101,104-109,112-117,120-125,128-133,136-141,144-149,152-157,160-165,168-173,176-181,184-189
rows 32 "$here/rows/generated-normal-1.csv.gz" --scenario "$normal" --generate 0-5,8-13
rows 32 "$here/rows/generated-normal-2.csv.gz" --scenario "$normal" --generate 16-21,24-29
rows 32 "$here/rows/generated-normal-3.csv.gz" --scenario "$normal" --generate 32-37,40-45
rows 45 test-attacks.csv.gz --scenario "$attacks" \
    --generate 6-7,14-15,22-23,30-31,38-39,46-47,54-55,62-63,70-71,78-79,86-87,94-95,102-103,110-111,118-119,126-127,134-135,142-143,150-151,158-159,166-167,174-175,182-183,190-191
if [ $# -gt 0 ]; then
    rows 60 "$here/rows/lab.csv.gz" "$1"
fi
