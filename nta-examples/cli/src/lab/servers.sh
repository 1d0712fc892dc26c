# shellcheck shell=bash
# The servers of the networks, beside web_server (nginx) and ssh_server (OpenSSH) of the demo.

CORP="web ssh app quiet"

# What is sent to /form goes on to a server behind when it is whole, so that nginx and lighttpd wait for slow bodies.
nginx_server() { WEB_EXTRA="location /form { proxy_pass http://127.0.0.1:9; }" web_server "$1"; }

apache_server() {
    local host=$1 module modules=""
    for module in mpm_event authz_core dir mime ssl socache_shmcb; do
        modules+="LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"$'\n'
    done
    cat >"$RUN/apache.conf" <<CONF
ServerRoot $RUN
ServerName web.corp.example
$modules
PidFile $RUN/apache.pid
Mutex file:$RUN default
ErrorLog $RUN/apache.err
User www-data
Group www-data
Listen 80
Listen 443
Timeout 120
MaxRequestWorkers 300
ServerLimit 12
TypesConfig /dev/null
DocumentRoot $RUN/www
<VirtualHost *:443>
SSLEngine on
SSLCertificateFile $RUN/cert.pem
SSLCertificateKeyFile $RUN/cert.key
</VirtualHost>
CONF
    spawn "$host" apache2 -DFOREGROUND -f "$RUN/apache.conf"
}

lighttpd_server() {
    local host=$1
    cat "$RUN/cert.pem" "$RUN/cert.key" >"$RUN/both.pem"
    cat >"$RUN/lighttpd.conf" <<CONF
server.modules = ("mod_openssl", "mod_proxy")
server.document-root = "$RUN/www"
server.port = 80
server.max-read-idle = 150
server.max-connections = 512
index-file.names = ("index.html")
\$HTTP["url"] =~ "^/form" { proxy.server = ("" => (("host" => "127.0.0.1", "port" => 9))) }
\$SERVER["socket"] == "[::]:80" { }
\$SERVER["socket"] == ":443" { ssl.engine = "enable"  ssl.pemfile = "$RUN/both.pem" }
CONF
    spawn "$host" lighttpd -D -f "$RUN/lighttpd.conf"
}

python_web() {              # python_web HOST PORT
    spawn "$1" bash -c "cd $RUN/www && exec /usr/bin/python3 -m http.server $2"
}

dropbear_server() {         # dropbear_server HOST PORT: the accounts are those of ssh_server
    local host=$1 etc=/etc/netns/$LAB-$1
    [ -f "$RUN/dropbear.key" ] || dropbearkey -t ed25519 -f "$RUN/dropbear.key" >/dev/null 2>&1
    [ -f "$etc/shadow" ] || cp "/etc/netns/$LAB-ssh/"{passwd,group,shadow} "$etc/"
    spawn "$host" dropbear -F -E -p "$2" -r "$RUN/dropbear.key" -P "$RUN/dropbear-$host.pid"
}

tunnel_zones() { echo t.example.net=203.0.113.66 d.example.net=203.0.113.67 x.example.org=203.0.113.68; }

dnsmasq_resolver() {
    local host=$1 name zone options=()
    for name in $CORP; do options+=("--host-record=$name.corp.example,${ADDRESS[$name]}"); done
    for zone in $(tunnel_zones); do options+=("--server=/${zone%=*}/${zone#*=}"); done
    spawn "$host" dnsmasq --keep-in-foreground --no-hosts --no-resolv --user=root --pid-file= --cache-size=2000 \
        --listen-address="${ADDRESS[$host]}" --bind-interfaces --server=203.0.113.53 "${options[@]}"
}

unbound_resolver() {
    local host=$1 name zone
    {
        printf 'server:\n module-config: "iterator"\n chroot: ""\n username: ""\n use-syslog: no\n pidfile: "%s/unbound.pid"\n interface: 0.0.0.0\n' "$RUN"
        printf ' access-control: 0.0.0.0/0 allow\n do-daemonize: no\n local-zone: "example." nodefault\n'
        for name in $CORP; do printf ' local-data: "%s.corp.example. A %s"\n' "$name" "${ADDRESS[$name]}"; done
        printf 'remote-control:\n control-enable: no\n'
        for zone in .=203.0.113.53 $(tunnel_zones); do printf 'forward-zone:\n name: "%s"\n forward-addr: %s\n' "${zone%=*}" "${zone#*=}"; done
    } >"$RUN/unbound.conf"
    spawn "$host" unbound -d -c "$RUN/unbound.conf"
}

bind_resolver() {
    local host=$1 name zone
    {
        printf '$TTL 60\n@ SOA dns root 1 600 600 6000 60\n@ NS dns\ndns A %s\n' "${ADDRESS[$host]}"
        for name in $CORP; do printf '%s A %s\n%s AAAA %s\n' "$name" "${ADDRESS[$name]}" "$name" "${ADDRESS6[$name]}"; done
    } >"$RUN/corp.zone"
    {
        printf 'options { directory "%s"; pid-file none; session-keyfile none; listen-on { any; }; forward only; forwarders { 203.0.113.53; };\n' "$RUN"
        printf ' dnssec-validation no; recursion yes; allow-query { any; }; managed-keys-directory "%s"; };\ncontrols { };\n' "$RUN"
        printf 'zone "corp.example" { type master; file "%s/corp.zone"; };\n' "$RUN"
        for zone in $(tunnel_zones); do printf 'zone "%s" { type forward; forward only; forwarders { %s; }; };\n' "${zone%=*}" "${zone#*=}"; done
    } >"$RUN/named.conf"
    spawn "$host" named -g -n 1 -c "$RUN/named.conf"
}
