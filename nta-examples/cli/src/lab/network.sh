# shellcheck shell=bash
# Three networks of namespaces to make labelled captures in. Source it after setting NETWORK (and LAB, a prefix of names), then lab_open … lab_close.
#
#   office      one switch, 192.168.40.0/24 and fd40:1::/64; nginx, OpenSSH, dropbear, dnsmasq on the gateway; capture of the switch
#   branch      a LAN 172.16.8.0/22 of MTU 1400 behind a router with NAT and a slow, lossy line; apache2, OpenSSH, unbound outside; capture of the LAN
#   branch-wan  the same seen outside: everything of the LAN comes from 100.64.9.2, and attackers are outside as well
#   campus      users in 10.131.64.0/20 (MTU 1500), servers in 10.131.1.0/24 (MTU 9000), IPv6 in both, a router between; lighttpd, OpenSSH, BIND; capture of the users' switch
#   campus-srv  the same seen at the servers' switch, so all that crosses has the router's MAC
#
# Every network has the hosts gw, web, ssh, app, quiet (nothing open), wall (drops all), pc1…, evil1…evil4 and inet. ADDRESS and ADDRESS6 hold what the capture shows.

LAB_TOOLS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=/usr/sbin:/usr/bin:/sbin:/bin
case $NETWORK in office) RESOLVER=192.168.40.254 ;; branch*) RESOLVER=100.64.9.53 ;; campus*) RESOLVER=10.131.1.53 ;; esac
source "$LAB_TOOLS/../demo/lab.sh"
source "$LAB_TOOLS/servers.sh"
declare -A ADDRESS6 BRIDGE_MTU MAC
STATIONS=0

bridge() {                  # bridge NAME MTU
    BRIDGE_MTU[$1]=$2
    on switch ip link add "br-$1" type bridge stp_state 0 mcast_snooping 0
    on switch sysctl -qw "net.ipv6.conf.br-$1.disable_ipv6=1"
    on switch ip link set "br-$1" mtu "$2" up
}

port() {                    # port HOST BRIDGE DEVICE ADDRESS4/LEN [ADDRESS6/LEN]: a cable from the host to the switch
    local name=$1 mtu=${BRIDGE_MTU[$2]} mac
    STATIONS=$((STATIONS + 1))
    mac=$(printf '02:%02x:4e:00:%02x:%02x' "${#NETWORK}" $((STATIONS * 37 % 256)) "$STATIONS")
    ip link add "p$STATIONS" netns "$LAB-switch" type veth peer name "$3" address "$mac" netns "$LAB-$name"
    on switch ip link set "p$STATIONS" mtu "$mtu" master "br-$2" up
    on switch ethtool -K "p$STATIONS" tx off tso off gso off gro off >/dev/null
    on "$name" ethtool -K "$3" tx off tso off gso off gro off >/dev/null
    on "$name" ip addr add "$4" dev "$3"
    [ -z "${5:-}" ] || on "$name" ip addr add "$5" dev "$3" nodad
    on "$name" ip link set "$3" mtu "$mtu" up
    on "$name" tc qdisc add dev "$3" root tbf rate 16mbit burst 64k latency 60ms    # bounds every tool's bytes
    MAC[$name]=$mac
}

station() {                 # station NAME BRIDGE ADDRESS4/LEN GATEWAY4 [ADDRESS6/LEN GATEWAY6]
    network_namespace "$1"
    port "$1" "$2" eth0 "$3" "${5:-}"
    [ -z "$4" ] || on "$1" ip route add default via "$4"
    [ -z "${6:-}" ] || on "$1" ip -6 route add default via "$6"
    ADDRESS[$1]=${3%/*}
    local six=${5:-}
    ADDRESS6[$1]=${six%/*}
}

router() {                  # router NAME: forwards, and answers for what can't be reached
    network_namespace "$1"
    on "$1" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
}

internet_behind() {         # internet_behind GATEWAY ROUTE…: answers for 203.0.113.0/24 and 198.18.0.0/15, drops the rest; ROUTEs lead back
    local gateway=$1 route
    on inet ip route add local 203.0.113.0/24 dev lo
    on inet ip route add local 198.18.0.0/15 dev lo
    on inet ip route replace blackhole default
    shift
    for route in "$@"; do on inet ip route add "$route" via "$gateway"; done
    spawn inet python3 "$LAB_SOURCE/internet_dns.py"
}

office() {
    local i net=192.168.40
    bridge lan 1500; bridge up 1500
    router gw
    port gw lan eth0 $net.254/24 fd40:1::fe/64
    port gw up eth1 198.51.100.1/30
    ADDRESS[gw]=$net.254; ADDRESS6[gw]=fd40:1::fe
    station inet up 198.51.100.2/30 ""
    on gw ip route add default via 198.51.100.2
    local name octet
    for name in web:10 ssh:21 app:30 quiet:50 wall:51 pc1:101 pc2:102 pc3:103 pc4:104 pc5:105 pc6:106 evil1:200 evil2:201 evil3:202 evil4:203; do
        octet=${name#*:}
        station "${name%:*}" lan "$net.$octet/24" $net.254 "fd40:1::$octet/64" fd40:1::fe
    done
    internet_behind 198.51.100.1 $net.0/24
    VIEW=lan PCS=6 SUBNET=$net.0/26 DEAD="$net.61 $net.62 $net.77 $net.90"
    nginx_server web; web_server inet; ssh_server ssh 22; ssh_server ssh 2222; dropbear_server app 2222; python_web app 8000
    dnsmasq_resolver gw
}

branch() {
    local i
    bridge lan 1400; bridge line 1500; bridge wan 1500
    router gw
    port gw lan eth0 172.16.8.1/22
    port gw line eth1 100.64.9.2/24
    on gw ip route add default via 100.64.9.1
    on gw nft "add table ip nat; add chain ip nat out { type nat hook postrouting priority 100; }; add rule ip nat out oifname eth1 masquerade"
    network_namespace line                   # the line: 12 ms ± 6 each way, 0.5 % lost
    for i in line wan; do
        ip link add "to-$i" netns "$LAB-switch" type veth peer name "$i" netns "$LAB-line"
        on switch ip link set "to-$i" master "br-$i" up
        on switch ethtool -K "to-$i" tx off gro off >/dev/null
        on line ethtool -K "$i" tx off gro off >/dev/null
        on line sysctl -qw "net.ipv6.conf.$i.disable_ipv6=1" "net.ipv4.conf.$i.arp_ignore=8"
        on line ip link set "$i" up
    done
    spawn line python3 "$LAB_TOOLS/line.py" line wan 0.012 0.006 0.005
    ADDRESS[gw]=172.16.8.1
    station inet wan 100.64.9.1/24 ""
    station web wan 100.64.9.80/24 100.64.9.1
    station ssh wan 100.64.9.22/24 100.64.9.1
    station dns wan 100.64.9.53/24 100.64.9.1
    station app wan 100.64.9.90/24 100.64.9.1
    station quiet wan 100.64.9.140/24 100.64.9.1
    station wall wan 100.64.9.141/24 100.64.9.1
    for i in 1 2 3 4; do station "pc$i" lan "172.16.9.1$i/22" 172.16.8.1; done
    station evil1 lan 172.16.10.66/22 172.16.8.1
    for i in 2 3 4; do
        if [ "$NETWORK" = branch ]; then station "evil$i" lan "172.16.10.6$((i + 5))/22" 172.16.8.1
        else station "evil$i" wan "100.64.9.20$i/24" 100.64.9.1; fi
    done
    internet_behind 100.64.9.2
    PCS=4 SUBNET=100.64.9.0/25 DEAD="100.64.9.71 100.64.9.72 100.64.9.101 100.64.9.110" VIEW=lan
    if [ "$NETWORK" = branch-wan ]; then
        VIEW=wan
        for i in gw pc1 pc2 pc3 pc4 evil1; do ADDRESS[$i]=100.64.9.2; done
    fi
    apache_server web; web_server inet; ssh_server ssh 22; ssh_server ssh 2222; dropbear_server app 22; python_web app 8080
    unbound_resolver dns
}

campus() {
    local i six=2001:db8:131
    bridge usr 1500; bridge srv 9000; bridge up 1500
    router gw
    port gw usr eth0 10.131.64.1/20 $six:64::1/64
    port gw srv eth1 10.131.1.1/24 $six:1::1/64
    port gw up eth2 198.51.100.1/30
    ADDRESS[gw]=10.131.64.1; ADDRESS6[gw]=$six:64::1
    station inet up 198.51.100.2/30 ""
    on gw ip route add default via 198.51.100.2
    for i in web:10 ssh:22 dns:53 app:81 quiet:120 wall:121; do
        station "${i%:*}" srv "10.131.1.${i#*:}/24" 10.131.1.1 "$six:1::${i#*:}/64" $six:1::1
    done
    for i in 1 2 3 4 5 6 7 8 9; do station "pc$i" usr "10.131.65.$((i * 9))/20" 10.131.64.1 "$six:64::65:$i/64" $six:64::1; done
    for i in 1 2 3 4; do station "evil$i" usr "10.131.70.$((i * 13))/20" 10.131.64.1 "$six:64::70:$i/64" $six:64::1; done
    internet_behind 198.51.100.1 10.131.0.0/16
    PCS=9 SUBNET=10.131.1.0/25 DEAD="10.131.1.64 10.131.1.65 10.131.1.88 10.131.1.110" VIEW=usr
    [ "$NETWORK" = campus ] || VIEW=srv
    lighttpd_server web; web_server inet; ssh_server ssh 22; dropbear_server ssh 2222; ssh_server app 22; python_web app 8081
    bind_resolver dns
}

lab_open() {                # builds NETWORK and starts its servers
    echo "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes" >"$LABELS"
    make_content
    network_namespace switch
    on switch sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 net.bridge.bridge-nf-call-arptables=0
    "${NETWORK%%-*}"
    on wall nft "add table inet f; add chain inet f in { type filter hook input priority 0; policy drop; }; add rule inet f in meta l4proto ipv6-icmp accept"
    spawn gw python3 "$LAB_SOURCE/background.py" ntp-server 0.0.0.0
    sleep 2
}

capture() {                 # capture FILE: on the bridge itself, which sees each forwarded frame once
    CAPTURE_BEGAN=$(now)
    ip netns exec "$LAB-switch" tcpdump -q -n -s "${SNAP:-1300}" -B 65536 -i "br-$VIEW" -w "$1" 2>"$RUN/tcpdump.log" &
    CAPTURE_PID=$!
    sleep 1
}

ordinary() {                # until lab_close: browsing, look-ups, ssh with keys and passwords, scp, rsync, ping, NTP, a little iperf3
    local ssh="$SSH_OPTIONS $SSH_KEY" user=alice@${SSH_NAME:-ssh.corp.example} gap=$((20 + SEED % 5 * 8)) i
    local ntp=$RESOLVER
    [ "$NETWORK" = office ] || { ntp=203.0.113.123; spawn inet python3 "$LAB_SOURCE/background.py" ntp-server $ntp; }
    for i in $(seq 1 "$PCS"); do
        [ $((i % 5)) = 4 ] || spawn "pc$i" python3 "$LAB_SOURCE/background.py" browse $((SEED * 10 + i))
        spawn "pc$i" python3 "$LAB_SOURCE/background.py" ntp $((11 + i * 3)) "$ntp"
    done
    spawn evil1 python3 "$LAB_SOURCE/background.py" browse $((SEED * 10))
    spawn pc1 python3 "$LAB_SOURCE/background.py" every "$gap" "ssh $ssh $user 'uptime; sleep 1; ls -l /etc'"
    spawn pc2 python3 "$LAB_SOURCE/background.py" every $((gap * 2)) "sshpass -p '$LAB_PASSWORD' ssh $SSH_OPTIONS -o PubkeyAuthentication=no $user 'id; sleep 3'"
    spawn pc3 python3 "$LAB_SOURCE/background.py" every $((gap + 15)) "scp -q $ssh $RUN/www/img/8.png $user:upload.bin"
    spawn pc4 python3 "$LAB_SOURCE/background.py" every $((gap + 22)) "rsync -a --ignore-times -e 'ssh $ssh' $RUN/www/img $user:backup/"
    spawn pc2 python3 "$LAB_SOURCE/background.py" every $((gap + 9)) "wget -q --no-check-certificate -O /dev/null https://web.corp.example/report.bin"
    spawn pc3 ping -i $((1 + SEED % 3)) "${ADDRESS[web]}"
    spawn app iperf3 -s
    spawn pc4 python3 "$LAB_SOURCE/background.py" every 50 "iperf3 -c ${ADDRESS[app]} -u -b 160k -l 400 -t 15"
    [ -z "${ADDRESS6[web]:-}" ] || spawn pc1 ping -6 -i 5 "${ADDRESS6[web]}"
}
