"""Ordinary traffic of one host: `browse SEED`, `every SECONDS COMMAND`, `ntp SECONDS [SERVER]`, `ntp-server [ADDRESS]`."""
import random
import socket
import subprocess
import sys
import time

SITES = ["www.news.example", "shop.example", "img3.cdn.example", "login.mail6.example", "docs.work.example", "api.weather.example",
         "static.cdn.example", "search6.example", "video.example", "updates.os.example"]
NTP_UNIX_OFFSET_SECONDS = 2208988800


def run(*command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False)


def page(chance):
    """One page: its HTML and a few images over one keep-alive connection."""
    internal = chance.random() < 0.5
    host = "web.corp.example" if internal else chance.choice(SITES)
    scheme = "https" if chance.random() < 0.4 else "http"
    paths = ["page%d-%d.html" % (chance.randint(1, 8), chance.choice([900, 3000, 6000]))]
    paths += ["img/%d.png" % chance.randint(1, 8) for _ in range(chance.randint(0, 3))]
    urls = []
    for path in paths:
        urls += ["-o", "/dev/null", "%s://%s/%s" % (scheme, host, path)]
    run("curl", "-s", "-k", "-4", "-A", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", *urls)


def browse(seed):
    chance = random.Random(seed)
    while True:
        for _ in range(chance.randint(1, 4)):
            try:
                page(chance)
            except subprocess.TimeoutExpired:
                pass
            time.sleep(chance.expovariate(1 / 2.5))
        name = chance.choice(SITES)
        run("dig", "+tries=1", "+time=2", name, chance.choice(["A", "AAAA", "MX", "TXT"]))
        time.sleep(chance.expovariate(1 / 5.0))


def every(seconds, command):
    time.sleep(random.uniform(1, 6))
    while True:
        try:
            run("sh", "-c", command)
        except subprocess.TimeoutExpired:
            pass
        time.sleep(seconds * random.uniform(0.8, 1.2))


def ntp(seconds, server="10.20.0.1"):
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(2)
            client.sendto(b"\x23" + b"\0" * 47, (server, 123))
            try:
                client.recv(100)
            except socket.timeout:
                pass
        time.sleep(seconds)


def ntp_server(address="10.20.0.1"):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, 123))
    while True:
        request, client = server.recvfrom(100)
        stamp = int(time.time() + NTP_UNIX_OFFSET_SECONDS).to_bytes(4, "big") + b"\0" * 4
        server.sendto(b"\x24\x02\x06\xec" + b"\0" * 12 + stamp + request[40:48] + stamp + stamp, client)


def main():
    job, arguments = sys.argv[1], sys.argv[2:]
    if job == "browse":
        browse(int(arguments[0]))
    elif job == "every":
        every(float(arguments[0]), arguments[1])
    elif job == "ntp":
        ntp(float(arguments[0]), *arguments[1:])
    else:
        ntp_server(*arguments)


main()
