# shellcheck shell=bash disable=SC2016
# Ordinary traffic that resembles attacks, a function a capture of about 200 s.

web_load() {
    at 4 benign pc1 "$W" ab 60 "ab -q -k -c $(pick 20 50 10) -n 200000 -t 40 http://$W/page6-6000.html" "load test, keep-alive"
    at 6 benign pc2 "$A" ab 50 "ab -q -c $(pick 5 10 20) -n 3000 -t 40 http://$A:$APP/index.html" "load test, a connection a request"
    at 60 benign pc3 "$W" wrk 50 "wrk -t1 -c$(pick 30 100 15) -d40s http://$W/page7-6000.html" "load test"
    at 110 benign pc1 "$W" siege 60 "siege -q -c $(pick 10 25 5) -t 45S -d 1 http://$W/page3-900.html" "load test"
    at 115 benign pc4 "$W" wget 60 "for i in \$(seq 1 120); do wget -q -O /dev/null http://$W/page\$((i % 8 + 1))-900.html; sleep 0.2; done" "crawler"
    at 150 benign pc2 "$W" curl 40 "seq 1 400 | xargs -P 16 -I% curl -s -k -o /dev/null https://$W/page1-900.html" "16 at a time"
}

monitoring() {
    local all="$W $S $A $Q $DEAD"
    at 4 benign pc1 "$all" nc 205 "while true; do for h in $W $S $A $Q ${DEAD%% *}; do for p in 22 80 443; do nc -z -w 1 \$h \$p; done; done; sleep $(pick 15 30 10); done" "up and down ports of five hosts"
    at 6 benign pc2 "$all" fping 205 "while true; do fping -q -r 1 $all $W $GATEWAY 203.0.113.{1..40}; sleep $(pick 10 20 5); done" "many hosts"
    at 8 benign pc3 "$W" httping 205 "httping -q -i $(pick 1 3 2) -g http://$W/ -c 300" "web check"
    at 10 benign pc4 "$S" nc 205 "while true; do for p in 22 2222; do timeout 2 nc -w 1 $S \$p </dev/null; done; sleep 5; done" "reads the banner of sshd"
    at 12 benign pc1 "$W,$A" curl 205 "while true; do curl -s -m 3 -o /dev/null http://$W/; curl -s -m 3 -o /dev/null http://$A:$APP/; curl -s -m 3 -o /dev/null http://$Q/health; sleep 4; done" "health checks, one down"
}

ssh_automation() {
    local ssh="ssh $SSH_OPTIONS $SSH_KEY"
    at 4 benign pc1 "$S" ssh 90 "for i in \$(seq 1 80); do $ssh alice@$S true & sleep 1; done; wait" "key logins, 1/s"
    at 100 benign pc1 "$S,$A" ssh 50 "for i in \$(seq 1 12); do for h in '$S 22' '$A $APORT'; do set -- \$h; $ssh -p \$2 alice@\$1 'id; sleep 1' & done; sleep 2; done; wait" "fan-out to two hosts"
    at 10 benign pc2 "$S" sshpass 60 "for p in wrong1 Wrong2 '$LAB_PASSWORD'; do sshpass -p \"\$p\" ssh $SSH_OPTIONS -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 alice@$S id && break; sleep 4; done" "mistyped twice"
    at 12 benign pc3 "$S" scp 80 "for f in $RUN/www/*.html; do scp -q $SSH_OPTIONS $SSH_KEY \$f alice@$S:x; done" "many files"
    at 20 benign pc4 "$S" ssh 60 "for i in 1 2 3 4; do eval \$(ssh-agent) >/dev/null; ssh-add -q $RUN/other1 $RUN/other2 $RUN/other3 $RUN/key; ssh $SSH_OPTIONS alice@$S id; kill \$SSH_AGENT_PID; sleep 9; done" "an agent that offers three wrong keys first"
    at 100 benign pc3 "$S" rsync 60 "for i in 1 2 3 4 5; do rsync -a --ignore-times -e '$ssh' $RUN/www alice@$S:backup/; sleep 5; done" "backup"
    at 120 benign pc2 "$A" sshpass 70 "for i in \$(seq 1 14); do sshpass -p '$LAB_PASSWORD' ssh $SSH_OPTIONS -o PubkeyAuthentication=no -p $APORT alice@$A uptime; sleep 3; done" "password logins that succeed"
    at 170 benign pc4 "$S" ssh 40 "sshpass -p wrong ssh $SSH_OPTIONS -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=3 alice@$S id; sleep 3; $ssh alice@$S 'for i in \$(seq 1 20); do date; sleep 1; done'" "three wrong prompts, then a session"
}

bulk() {
    at 4 benign pc1 "$A" iperf3 60 "sleep 1; iperf3 -c $A -p 5301 -t 30 -b $(pick 8M 20M 3M)" "TCP"
    at 60 benign pc2 "$A" iperf3 60 "iperf3 -c $A -p 5301 -u -t 40 -b $(pick 2M 4M 1M) -l $(pick 1200 1300 400)" "UDP"
    at 110 benign pc1 "$A" iperf3 60 "iperf3 -c $A -p 5301 -u -R -t 40 -b $(pick 3M 1M 5M) -l 1200" "UDP towards the client"
    at 6 benign pc3 203.0.113.20 curl 200 "while true; do curl -s -k --limit-rate $(pick 400k 200k 800k) -o /dev/null https://203.0.113.20/report.bin; sleep 1; done" "video in pieces"
    at 30 benign pc4 "$W" wget 150 "for i in \$(seq 1 30); do wget -q -O /dev/null http://$W/report.bin; sleep 2; done" "downloads"
    at 150 benign pc2 "$A" python3 60 "python3 \$T/flood.py udp $A rate=50 size=160 ports=40000" "a call: 50 datagrams/s"
}

lookups() {
    at 4 benign pc1 "$RESOLVER" dig 200 "i=0; while true; do i=\$((i+1)); dig +tries=1 +time=1 d\$(echo \$i | md5sum | head -c 14).cdn.example A e\$i-\$RANDOM.prod-eu-west-1.elb.amazon.example A; sleep $(pick 0.5 1 0.2); done" "long names, as of CDNs"
    at 6 benign pc2 "$RESOLVER" dig 200 "while true; do for d in mail\$RANDOM.example shop.example; do dig +tries=1 +time=1 \$d TXT _dmarc.\$d TXT s1._domainkey.\$d TXT \$d MX; done; sleep $(pick 2 1 4); done" "mail server: SPF, DKIM, DMARC"
    at 8 benign pc3 "$RESOLVER" dig 200 "while true; do dig +tries=1 +time=1 -x 198.18.\$((RANDOM % 250)).\$((RANDOM % 250)); dig +tries=1 +time=1 \$((RANDOM % 250)).\$((RANDOM % 250)).0.203.zen.example.org; sleep $(pick 0.5 0.3 1); done" "reverse look-ups and a black list"
    at 10 benign pc4 "$RESOLVER" dig 200 "while true; do dig +dnssec +tries=1 +time=1 z\$RANDOM.example DNSKEY; dig +dnssec +tries=1 +time=1 www\$RANDOM.example A; sleep $(pick 2 1 3); done" "DNSSEC"
    at 60 benign pc1 "$RESOLVER" dig 60 "for i in \$(seq 1 300); do dig +tries=1 +time=1 nx\$i.corp.local; done" "a missing suffix: many NXDOMAIN"
    at 130 benign pc2 "$RESOLVER" dig 50 "for i in \$(seq 1 150); do dig +tries=1 +time=1 \$(echo \$i | sha1sum | head -c 40).hash.antivirus.example A; sleep 0.2; done" "anti-virus look-ups by hash"
}

failover() {
    local vip; vip=$(pick ${VIPS:?})
    at 4 benign pc1 "$GATEWAY" ip 200 "for i in 1 2 3; do ip addr add $vip/24 dev eth0; arping -q -U -c 3 -I eth0 -S $vip $vip; sleep 30; ip addr del $vip/24 dev eth0; sleep 31; done" "service address, first node"
    at 36 benign pc2 "$GATEWAY" ip 180 "for i in 1 2 3; do ip addr add $vip/24 dev eth0; arping -q -U -c 5 -I eth0 -S $vip $vip; arping -q -P -U -c 2 -I eth0 -S $vip $vip; sleep 24; ip addr del $vip/24 dev eth0; sleep 30; done" "service address, second node"
    at 10 benign pc3 "${LANS[0]}" arping 190 "while true; do for i in \$(seq 1 8); do arping -q -0 -c 1 -w 1 -I eth0 ${vip%.*}.\$((RANDOM % 200 + 20)); done; arping -q -U -c 1 -I eth0 -S ${ADDRESS[pc3]} ${ADDRESS[pc3]}; sleep 8; done" "duplicate address detection and announcements"
    at 20 benign pc4 "" ip 100 "for i in 1 2 3 4 5; do ip link set eth0 down; sleep 1; ip link set eth0 up; sleep 2; ping -c 2 -W 1 ${LANS[0]}; sleep 10; done" "a link that flaps"
    at 130 host_discovery evil4 "$SUBNET" arp-scan 40 "arp-scan -q -I eth0 -l -r 1 -B 20000" "ARP sweep"
    at 15 benign pc1 "${LANS[1]}" ping 190 "while true; do ping -q -c 1 -W 1 $vip; ip neigh flush dev eth0; sleep 3; done" "neighbours forgotten often"
}

slow_clients() {
    spawn app python3 "$LAB_TOOLS/chatter.py" longpoll-server 8099
    spawn app socat TCP-LISTEN:8098,fork,reuseaddr OPEN:/dev/null,append
    at 4 benign pc1 "$W" chatter.py 205 "python3 \$T/chatter.py idle $W 80 $(pick 30 60 20)" "idle keep-alive connections"
    at 6 benign pc2 "$A" curl 205 "for i in 1 2 3 4 5; do curl -s -m 200 --limit-rate $(pick 1500 800 4000) -H Expect: -o /dev/null -T $RUN/www/report.bin http://$A:8098/upload & done; wait" "five slow uploads"
    at 8 benign pc3 "$W" curl 205 "for i in 1 2 3 4; do curl -s -m 200 --limit-rate $(pick 2k 1k 5k) -o /dev/null http://$W/report.bin & done; wait" "four slow downloads"
    at 10 benign pc4 "$A" curl 205 "for i in \$(seq 1 $(pick 10 25 15)); do (while true; do curl -s -m 60 -o /dev/null http://$A:8099/poll; sleep 0.5; done) & done; wait" "long polling"
}

crashed_server() {
    at 4 benign pc1 "$Q" chatter.py 205 "python3 \$T/chatter.py retry $Q 5432 $(pick 1 0.5 2)" "database is down: refused"
    at 5 benign pc2 "$F" chatter.py 205 "python3 \$T/chatter.py retry $F 443 $(pick 2 1 3)" "behind a fire wall: no answer"
    at 6 benign pc3 "${DEAD%% *}" chatter.py 205 "for i in 1 2 3 4; do python3 \$T/chatter.py retry ${DEAD%% *} 8080 2 & done; wait" "host is gone"
    at 40 benign pc4 "$Q" curl 150 "seq 1 2000 | xargs -P $(pick 4 2 8) -I% sh -c 'curl -s -m 2 http://$Q/; sleep 0.5'" "a pool that reconnects at once"
    at 60 benign pc2 203.0.113.250 dig 60 "while true; do dig +tries=3 +time=1 @198.51.100.99 www.news.example; done" "resolver is gone"
    at 80 benign pc1 "$W" bash 90 "while true; do for p in 80 443 8443 9443; do timeout 1 bash -c \"</dev/tcp/$W/\$p\"; done; sleep 5; done" "a client that tries four ports"
}

talk() {
    spawn pc1 python3 "$LAB_TOOLS/chatter.py" mdns "${LOCAL_PC1}"
    at 4 benign pc2 198.18.64.0/18 chatter.py 205 "python3 \$T/chatter.py peers 198.18.64.0/18 $(pick 8 3 15)" "many UDP peers"
    at 6 benign pc3 203.0.113.77 traceroute 205 "while true; do traceroute -n -w 1 -m 8 203.0.113.77; traceroute -n -T -p 443 -w 1 -m 6 203.0.113.78; sleep 5; done" "UDP and TCP"
    at 8 benign pc4 203.0.113.80 mtr 205 "mtr -n -r -c 190 -i $(pick 1 0.5 1) 203.0.113.80" ""
    at 10 benign pc1 "$W" ping 205 "ping -q -i 0.2 -s $(pick 56 1200 400) $W" "5/s"
    at 12 benign pc2 "$W,$S,$A" fping 205 "fping -q -l -p $(pick 1000 500 2000) $W $S $A $GATEWAY 203.0.113.{1..5}" "nine hosts all the time"
    at 20 benign inet "$W,$S,$Q" chatter.py 150 "python3 \$T/chatter.py backscatter 203.0.113.0/24 $W $S $Q ${DEAD%% *}" "answers to floods elsewhere"
}

quiet_day() { at 4 benign pc1 "$W" curl 250 "while true; do curl -s -o /dev/null http://$W/report.bin; sleep 40; done" "nothing but the background"; }
