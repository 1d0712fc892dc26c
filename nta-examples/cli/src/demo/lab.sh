# shellcheck shell=bash
# A small network in namespaces of its own: one switch, a gateway that is also the resolver, servers, clients, attackers.
# Source it, call lab_up, and drive it with on / spawn / background / activity; lab_down removes everything it made.
#
#   10.20.0.0/24 on the switch  ── gw 10.20.0.1 ──  "inet": answers for all of 203.0.113.0/24 and 198.18.0.0/15, drops the rest
#
# Nothing here has a route out of these namespaces. LAB is the prefix of their names, so that two labs can run side by side.

LAB=${LAB:-nta-demo}
RESOLVER=${RESOLVER:-10.20.0.1}
LAB_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RUN=$(mktemp -d "/tmp/$LAB.XXXXXX")
chmod 755 "$RUN"
LABELS=$RUN/labels.csv
LAB_PASSWORD='C0rrect-horse-20'
SSH_OPTIONS="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F none"
SSH_KEY="-i $RUN/key -o IdentitiesOnly=yes -o PasswordAuthentication=no"
declare -A ADDRESS          # host name → IPv4 address
declare -a SPAWNED=()       # process ids that lab_down ends

now() { date +%s.%3N; }

on() { local host=$1; shift; ip netns exec "$LAB-$host" "$@"; }

spawn() {                   # spawn HOST COMMAND…: runs it until lab_down
    local host=$1; shift
    ip netns exec "$LAB-$host" "$@" >>"$RUN/$host.log" 2>&1 &
    SPAWNED+=($!)
}

network_namespace() {       # private /etc files keep accounts and the resolver inside the lab
    mkdir -p "/etc/netns/$LAB-$1"
    echo "nameserver $RESOLVER" >"/etc/netns/$LAB-$1/resolv.conf"
    ip netns add "$LAB-$1"
    on "$1" sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
    on "$1" ip link set lo up
}

host() {                    # host NAME LAST_OCTET: a station on the switch with 10.20.0.N and fd20::N
    local name=$1 octet=$2 mac
    mac=$(printf '02:20:00:00:00:%02x' "$octet")
    network_namespace "$name"
    ip link add "p$octet" netns "$LAB-switch" type veth peer name eth0 address "$mac" netns "$LAB-$name"
    on switch ip link set "p$octet" master br0 up
    on switch ethtool -K "p$octet" tx off tso off gso off gro off >/dev/null
    on "$name" ethtool -K eth0 tx off tso off gso off gro off >/dev/null
    on "$name" ip addr add "10.20.0.$octet/24" dev eth0
    on "$name" ip addr add "fd20::$octet/64" dev eth0 nodad
    on "$name" ip link set eth0 up
    [ "$octet" = 1 ] || on "$name" ip route add default via 10.20.0.1
    ADDRESS[$name]=10.20.0.$octet
}

internet() {
    network_namespace inet
    ip link add eth1 netns "$LAB-gw" type veth peer name eth0 netns "$LAB-inet"
    on gw ethtool -K eth1 tx off tso off gso off gro off >/dev/null
    on inet ethtool -K eth0 tx off tso off gso off gro off >/dev/null
    on gw ip addr add 198.51.100.1/30 dev eth1
    on inet ip addr add 198.51.100.2/30 dev eth0
    on gw ip link set eth1 up
    on inet ip link set eth0 up
    on gw sysctl -qw net.ipv4.ip_forward=1
    on gw ip route add default via 198.51.100.2
    on inet ip route add 10.20.0.0/24 via 198.51.100.1
    on inet ip route add local 203.0.113.0/24 dev lo
    on inet ip route add local 198.18.0.0/15 dev lo
    on inet ip route add blackhole default
}

web_server() {              # web_server HOST: nginx on 80 and 443 with pages of several sizes
    local host=$1
    cat >"$RUN/nginx-$host.conf" <<CONF
user root; worker_processes 1; pid $RUN/nginx-$host.pid; error_log $RUN/nginx-$host.err; daemon off;
events { worker_connections 1024; }
http { access_log off; types { text/html html; text/css css; } keepalive_timeout 65; client_body_temp_path $RUN/body-$host;
  proxy_temp_path $RUN/p-$host; fastcgi_temp_path $RUN/f-$host; uwsgi_temp_path $RUN/u-$host; scgi_temp_path $RUN/s-$host;
  client_max_body_size 20m;
  server { listen 80 backlog=128; listen [::]:80; listen 443 ssl; ssl_certificate $RUN/cert.pem; ssl_certificate_key $RUN/cert.key; root $RUN/www;
    ${WEB_EXTRA:-} } }
CONF
    spawn "$host" nginx -c "$RUN/nginx-$host.conf"
}

ssh_server() {              # ssh_server HOST [PORT]: accounts live only in the host's own /etc
    local host=$1 port=${2:-22} etc=/etc/netns/$LAB-$1 hash
    hash=$(openssl passwd -6 "$LAB_PASSWORD")
    mkdir -p "$RUN/home" /run/sshd
    { cat /etc/passwd; echo "alice:x:6001:6001::$RUN/home:/bin/sh"; } >"$etc/passwd"
    { cat /etc/group; echo "alice:x:6001:"; } >"$etc/group"
    { cat /etc/shadow; echo "alice:$hash:19000:0:99999:7:::"; } >"$etc/shadow"
    chmod 640 "$etc/shadow"
    chown 6001:6001 "$RUN/home"
    cat >"$RUN/sshd-$host-$port.conf" <<CONF
Port $port
HostKey $RUN/hostkey
AuthorizedKeysFile $RUN/key.pub
PidFile none
UsePAM yes
StrictModes no
PasswordAuthentication yes
KbdInteractiveAuthentication no
UseDNS no
Subsystem sftp internal-sftp
CONF
    spawn "$host" /usr/sbin/sshd -D -e -f "$RUN/sshd-$host-$port.conf"
}

make_content() {
    mkdir -p "$RUN/www/img"
    local size i
    for i in 1 2 3 4 5 6 7 8; do
        for size in 900 3000 6000; do head -c $((size * i / 2)) /dev/urandom | base64 >"$RUN/www/page$i-$size.html"; done
        head -c $((i * 2000)) /dev/urandom >"$RUN/www/img/$i.png"
    done
    cp "$RUN/www/page3-900.html" "$RUN/www/index.html"
    head -c 300000 /dev/urandom >"$RUN/www/report.bin"
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$RUN/cert.key" -out "$RUN/cert.pem" -days 30 -subj /CN=web.corp.example 2>/dev/null
    ssh-keygen -q -t ed25519 -N '' -f "$RUN/key"
    ssh-keygen -q -t ed25519 -N '' -f "$RUN/hostkey"
}

lab_up() {
    echo "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes" >"$LABELS"
    make_content
    network_namespace switch
    on switch ip link add br0 type bridge stp_state 0 mcast_snooping 0
    on switch sysctl -qw net.ipv6.conf.br0.disable_ipv6=1
    on switch ip link set br0 up
    host gw 1; host web 10; host ssh 22
    host client1 101; host client2 102; host client3 103
    host attacker1 200; host attacker2 201
    internet
    spawn inet python3 "$LAB_SOURCE/internet_dns.py"
    spawn gw dnsmasq --keep-in-foreground --no-hosts --no-resolv --user=root --pid-file= --cache-size=2000 --listen-address=10.20.0.1 --bind-interfaces \
        --server=203.0.113.53 --server=/t.example.net/203.0.113.66 \
        --host-record=web.corp.example,10.20.0.10 --host-record=ssh.corp.example,10.20.0.22 --ptr-record=10.0.20.10.in-addr.arpa,web.corp.example
    spawn gw python3 "$LAB_SOURCE/background.py" ntp-server
    web_server web; web_server inet; ssh_server ssh
    sleep 2
}

capture_start() {           # on the bridge itself: it sees each forwarded frame once, whichever port it came in by
    CAPTURE_BEGAN=$(now)
    ip netns exec "$LAB-switch" tcpdump -q -n -s "${SNAP:-0}" -B 65536 -i br0 -w "$1" 2>"$RUN/tcpdump.log" &
    CAPTURE_PID=$!
    sleep 1
}

capture_stop() {
    sleep 1
    kill "$CAPTURE_PID"
    wait "$CAPTURE_PID" || true
    label "$CAPTURE_BEGAN" "$(now)" benign "" "" background "background.py browse; ssh; ping" "mixed benign background for the whole capture"
    tail -3 "$RUN/tcpdump.log"
}

background() {              # browsing, lookups, key logins, scp, ping and NTP from three clients until lab_down
    local ssh="$SSH_OPTIONS $SSH_KEY"
    spawn client1 python3 "$LAB_SOURCE/background.py" browse 1
    spawn client2 python3 "$LAB_SOURCE/background.py" browse 2
    spawn client3 python3 "$LAB_SOURCE/background.py" browse 3
    spawn client1 python3 "$LAB_SOURCE/background.py" every 23 "ssh $ssh alice@10.20.0.22 'uptime; sleep 2; ls -l /etc'"
    spawn client3 python3 "$LAB_SOURCE/background.py" every 47 "scp -q $ssh $RUN/www/img/8.png alice@10.20.0.22:upload.bin"
    spawn client2 ping -i 1 -c "${PING_COUNT:-100}" 10.20.0.10
    spawn client3 ping -6 -i 5 fd20::10
    local client
    for client in 1 2 3; do spawn "client$client" python3 "$LAB_SOURCE/background.py" ntp 16; done
}

quoted() {                  # one CSV field on one line
    local text=${1//$'\n'/ }
    printf '"%s"' "${text//\"/\"\"}"
}

label() {                   # label START END LABEL ATTACKER VICTIM TOOL COMMAND NOTES
    (flock 9; echo "$1,$2,$3,$4,$5,$6,$(quoted "$7"),$(quoted "$8")" >>"$LABELS") 9>>"$RUN/labels.lock"
}

activity() {                # activity LABEL HOST VICTIM_IP TOOL NOTES SECONDS COMMAND: one labelled row, never longer than SECONDS;
                            # SOURCE_IP= (empty) before it says that the sources are spoofed
    local kind=$1 host=$2 victim=$3 tool=$4 notes=$5 seconds=$6 command=$7 began rc=0 source
    source=${SOURCE_IP-${ADDRESS[$host]}}
    began=$(now)
    on "$host" timeout -s INT -k 10 "$seconds" bash -c "$command" >>"$RUN/activity.log" 2>&1 || rc=$?
    label "$began" "$(now)" "$kind" "$source" "$victim" "$tool" "${command//$RUN/run}" "$notes [rc=$rc]"
}

lab_down() {
    local pid directory name
    for pid in "${SPAWNED[@]}"; do kill "$pid" 2>/dev/null || true; done
    for directory in /etc/netns/"$LAB"-*; do
        [ -d "$directory" ] || continue
        name=${directory##*/}
        ip netns pids "$name" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
        ip netns del "$name" 2>/dev/null || true
        rm -rf "$directory"
    done
    rm -rf "$RUN"
}
