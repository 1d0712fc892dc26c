"""scan.py HOSTS PORTS [rate=10] [order=random|port|host] [wait=1.0] [kind=tcp|udp]: plain connects (or empty datagrams), `rate` a second.

HOSTS: addresses or CIDR joined by commas; PORTS: numbers and ranges joined by commas.
"""
import asyncio
import ipaddress
import itertools
import random
import socket
import sys


def hosts_of(text):
    for part in text.split(","):
        yield from ([part] if "/" not in part else map(str, ipaddress.ip_network(part).hosts()))


def ports_of(text):
    for part in text.split(","):
        low, _, high = part.partition("-")
        yield from range(int(low), int(high or low) + 1)


async def connect(host, port, wait):
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), wait)
        writer.close()
    except (OSError, asyncio.TimeoutError):
        pass


async def main():
    hosts, ports = list(hosts_of(sys.argv[1])), list(ports_of(sys.argv[2]))
    options = dict(option.split("=", 1) for option in sys.argv[3:])
    rate, wait, order = float(options.get("rate", 10)), float(options.get("wait", 1)), options.get("order", "random")
    probes = list(itertools.product(hosts, ports))
    if order == "random":
        random.shuffle(probes)
    elif order == "port":
        probes.sort(key=lambda probe: probe[1])
    datagrams = socket.socket(socket.AF_INET6 if ":" in hosts[0] else socket.AF_INET, socket.SOCK_DGRAM)
    running = set()
    for host, port in probes:
        if options.get("kind") == "udp":
            datagrams.sendto(b"\0", (host, port))
        else:
            task = asyncio.ensure_future(connect(host, port, wait))
            running.add(task)
            task.add_done_callback(running.discard)
        await asyncio.sleep(random.uniform(0.7, 1.3) / rate)
    if running:
        await asyncio.wait(running)


asyncio.run(main())
