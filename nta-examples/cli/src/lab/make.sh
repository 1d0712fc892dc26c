#!/bin/bash
# make.sh NETWORK SCENARIO SEED FOLDER: writes FOLDER/NETWORK-SCENARIO.pcap and .labels.csv; about four minutes, root, Debian 12.
#
# Everything runs in namespaces without a route out, under `timeout`, at most 5 000 packets/s, behind links of 16 Mbit/s; at the end all is removed.
# Networks: see network.sh. Scenarios: the functions of attacks.sh and ordinary.sh. packages.txt lists what must be installed.
set -uo pipefail
NETWORK=$1 SCENARIO=$2 SEED=$3 FOLDER=$(realpath "$4")
LAB=own-$NETWORK-${SCENARIO//_/-}
here=$(cd "$(dirname "$0")" && pwd)
source "$here/network.sh"
source "$here/attacks.sh"
source "$here/ordinary.sh"
declare -a JOBS=()
export T=$here

pick() { shift $((SEED % $#)); echo "$1"; }

at() {                      # at SECOND LABEL HOST VICTIM TOOL LENGTH COMMAND NOTES: one labelled episode
    local second=$1 source=${ADDRESS[$3]:-}
    [ -n "$source" ] || return 0
    [[ $4 != *:* ]] || source=${ADDRESS6[$3]}
    local SOURCE_IP=${SOURCE_IP-$source}                # empty before `at`: forged sources
    (sleep "$second"; activity "$2" "$3" "${4//[ ,]/;}" "$5" "$8" "$6" "$7") &
    JOBS+=($!)
}

prepare() {                 # what scenarios need besides the network
    local i
    for i in 1 2 3; do ssh-keygen -q -t ed25519 -N '' -f "$RUN/other$i"; done
    for i in $(seq 1 900); do echo "guess-$((i * 7919 % 10007))"; done >"$RUN/words"
    for i in root admin test oracle postgres ubuntu git deploy jenkins backup nagios ftp www mysql user guest pi svc dev ops; do echo "$i"; done >"$RUN/users"
    printf '#!/bin/sh\necho guess$$\n' >"$RUN/askpass"; chmod +x "$RUN/askpass"
    W=${ADDRESS[web]} S=${ADDRESS[ssh]} A=${ADDRESS[app]} Q=${ADDRESS[quiet]} F=${ADDRESS[wall]}
    W6=${ADDRESS6[web]:-} S6=${ADDRESS6[ssh]:-} Q6=${ADDRESS6[quiet]:-}
    case $NETWORK in
        office) APORT=2222 APP=8000 GATEWAY=192.168.40.254 VIPS="192.168.40.5 192.168.40.6" ;;
        branch*) APORT=22 APP=8080 GATEWAY=172.16.8.1 VIPS="172.16.8.100 172.16.8.101" ;;
        campus*) APORT=22 APP=8081 GATEWAY=10.131.64.1 VIPS="10.131.64.77 10.131.64.78" ;;
    esac
    LANS=("${ADDRESS[pc1]}" "${ADDRESS[pc2]}" "${ADDRESS[pc3]}" "${ADDRESS[pc4]}")
    LOCAL_PC1=$(on pc1 hostname -I | cut -d' ' -f1)
    case $SCENARIO in web_load | bulk) SNAP=640 ;; esac
    case $SCENARIO in
        tunnel_iodine) spawn inet iodined -f -c -P lab-tunnel -l 203.0.113.66 -d dns0 172.31.53.1/27 t.example.net ;;
        tunnel_dns2tcp)
            printf 'listen = 203.0.113.67\nport = 53\nuser = nobody\nchroot = /tmp\ndomain = d.example.net\nresources = web:203.0.113.20:80\n' >"$RUN/dns2tcpd.conf"
            spawn inet dns2tcpd -F -f "$RUN/dns2tcpd.conf" ;;
        exfiltration | mixed) spawn inet python3 "$LAB_TOOLS/dns_exfil.py" server 203.0.113.68 ;;
        bulk) spawn app iperf3 -s -p 5301 ;;
        arp*) for i in 1 2 3 4; do on "evil$i" sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0; done ;;
    esac
}

lab_close() {
    [ -z "${KEEP_LOGS:-}" ] || { mkdir -p "$KEEP_LOGS/$NETWORK-$SCENARIO"; cp "$RUN"/*.log "$RUN"/*.err "$KEEP_LOGS/$NETWORK-$SCENARIO/" 2>/dev/null; }
    lab_down
}

trap lab_close EXIT
cd "$RUN" || exit 1
lab_open
prepare
capture "$RUN/capture.pcap"
ordinary
sleep 10
"$SCENARIO"
wait "${JOBS[@]}"
sleep 8
kill "$CAPTURE_PID"
wait "$CAPTURE_PID"
label "$CAPTURE_BEGAN" "$(now)" benign "" "" background "background.py, ssh, ping, iperf3" "ordinary background for the whole capture; network $NETWORK"
mv "$RUN/capture.pcap" "$FOLDER/$NETWORK-$SCENARIO.pcap"
{ head -1 "$LABELS"; tail -n +2 "$LABELS" | sort -n; } >"$FOLDER/$NETWORK-$SCENARIO.labels.csv"
echo "$NETWORK-$SCENARIO: $(tail -3 "$RUN/tcpdump.log" | tr '\n' ' ')"
