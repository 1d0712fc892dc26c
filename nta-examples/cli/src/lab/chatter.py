"""Harmless talk: `chatter.py peers CIDR [RATE]` (many UDP peers), `mdns ADDRESS`, `backscatter NET TARGETS… `, `idle HOST PORT COUNT`, `longpoll-server PORT`, `retry HOST PORT GAP`.

backscatter: SYN-ACKs, RSTs and ICMP errors of addresses of NET, victims elsewhere of floods whose forged sources were the TARGETS.
"""
import asyncio
import ipaddress
import os
import random
import socket
import struct
import sys
import time

from flood import checksum


def from_network(network):
    return network.network_address + random.randint(1, network.num_addresses - 2)


def peers(network, rate="8"):
    network, out = ipaddress.ip_network(network), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.bind(("", 51413))
    known = [(str(from_network(network)), random.randint(10000, 65000)) for _ in range(60)]
    while True:
        if random.random() < 0.15:
            known[random.randrange(60)] = (str(from_network(network)), random.randint(10000, 65000))
        burst = random.choice([1, 1, 1, 1, 12])
        for _ in range(burst):
            out.sendto(b"d1:ad2:id20:" + os.urandom(random.choice([60, 90, 90, 400, 1000])), random.choice(known))
        time.sleep(random.expovariate(float(rate)))


def mdns(address):
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    query = b"\0\0\0\0\0\1\0\0\0\0\0\0\x0b_googlecast\x04_tcp\x05local\0\0\x0c\0\1"
    search = b'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n'
    while True:
        for _ in range(random.randint(1, 4)):
            out.sendto(query, ("224.0.0.251", 5353))
        for _ in range(random.randint(0, 3)):
            out.sendto(search, ("239.255.255.250", 1900))
        time.sleep(random.uniform(0.5, 6))


def backscatter(network, *targets):
    network, out = ipaddress.ip_network(network), socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    while True:
        source, target = from_network(network).packed, socket.inet_aton(random.choice(targets))
        flags = random.choice([0x12, 0x12, 0x12, 0x14, 4])
        segment = struct.pack("!HHIIBBHHH", random.choice([80, 443, 6667]), random.randint(1024, 65000), random.getrandbits(32), random.getrandbits(32),
                              0x50, flags, 0 if flags & 4 else 8192, 0, 0)
        total = checksum(source + target + struct.pack("!BBH", 0, 6, 20) + segment)
        segment = segment[:16] + struct.pack("!H", total) + segment[18:]
        out.sendto(struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40, random.randint(0, 65535), 0, 50, 6, 0, source, target) + segment, (socket.inet_ntoa(target), 0))
        time.sleep(random.expovariate(12))


async def idle(host, port, count):
    async def hold():
        while True:
            try:
                reader, writer = await asyncio.open_connection(host, int(port))
                while True:
                    writer.write(b"GET /index.html HTTP/1.1\r\nHost: web\r\nConnection: keep-alive\r\n\r\n")
                    await reader.read(4000)
                    await asyncio.sleep(random.uniform(15, 50))
            except OSError:
                await asyncio.sleep(2)
    await asyncio.gather(*(hold() for _ in range(int(count))))


async def longpoll_server(port):
    async def serve(reader, writer):
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(random.uniform(5, 40))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
    server = await asyncio.start_server(serve, "0.0.0.0", int(port))
    await server.serve_forever()


def retry(host, port, gap):
    while True:
        try:
            with socket.create_connection((host, int(port)), timeout=3) as server:
                server.sendall(b"PING\r\n")
        except OSError:
            pass
        time.sleep(float(gap) * random.uniform(0.8, 1.2))


job, arguments = sys.argv[1], sys.argv[2:]
if job in ("idle", "longpoll-server"):
    asyncio.run((idle if job == "idle" else longpoll_server)(*arguments))
else:
    {"peers": peers, "mdns": mdns, "backscatter": backscatter, "retry": retry}[job](*arguments)
