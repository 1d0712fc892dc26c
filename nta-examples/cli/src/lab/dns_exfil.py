"""Carries random bytes out by DNS: `dns_exfil.py server ADDRESS` answers, `dns_exfil.py send RESOLVER ZONE [type=TXT] [code=hex] [rate=5] [label=40] [labels=1] [jitter=0.5]`.

code: hex, b32, b64 (URL-safe) or mix (letter case used as well, a short counter before it); rate: queries a second.
Types: A, AAAA, CNAME, TXT, MX, NULL. Answers to TXT, CNAME and NULL carry bytes back.
"""
import base64
import os
import random
import socket
import struct
import sys
import time

TYPES = {"A": 1, "CNAME": 5, "NULL": 10, "MX": 15, "TXT": 16, "AAAA": 28}


def encoded(count, code):
    data = os.urandom(count)
    if code == "hex":
        return data.hex()[:count]
    if code == "b32":
        return base64.b32encode(data).decode().strip("=").lower()[:count]
    return base64.urlsafe_b64encode(data).decode().strip("=").replace("_", "x")[:count].strip("-") or "a"


def wire(name):
    return b"".join(bytes([len(part)]) + part.encode() for part in name.split(".") if part) + b"\0"


def send(resolver, zone, options):
    rate, size, parts = float(options.get("rate", 5)), int(options.get("label", 40)), int(options.get("labels", 1))
    code, jitter = options.get("code", "hex"), float(options.get("jitter", 0.5))
    kinds = options.get("type", "TXT").split("+")
    session, number = os.urandom(2).hex(), 0
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.settimeout(0.001)
    while True:
        number += 1
        labels = [encoded(random.randint(max(4, size * 3 // 4), size), code) for _ in range(parts)]
        name = ".".join(labels + (["%x-%s" % (number, session)] if code == "mix" else []) + [zone])
        query = struct.pack("!HHHHHH", random.randint(0, 65535), 0x0100, 1, 0, 0, 0) + wire(name)
        client.sendto(query + struct.pack("!HH", TYPES[random.choice(kinds)], 1), (resolver, 53))
        try:
            while client.recv(4096):
                pass
        except OSError:
            pass
        time.sleep(random.uniform(1 - jitter, 1 + jitter) / rate)


def answer(kind):
    if kind == 1:
        return bytes([198, 18, random.randint(0, 255), random.randint(1, 254)])
    if kind == 28:
        return bytes.fromhex("20010db8") + os.urandom(12)
    if kind == 5:
        return wire(encoded(36, "b32") + ".x.example.org")
    if kind == 15:
        return b"\0\x0a" + wire("m.x.example.org")
    text = encoded(random.choice([12, 80, 180]), "b64").encode()
    return text if kind == 10 else bytes([len(text)]) + text


def server(address):
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.bind((address, 53))
    while True:
        query, client = listener.recvfrom(4096)
        end = 12
        while query[end]:
            end += 1 + query[end]
        end += 5
        kind = struct.unpack("!H", query[end - 4:end - 2])[0]
        data = answer(kind)
        listener.sendto(query[:2] + struct.pack("!HHHHH", 0x8580, 1, 1, 0, 0) + query[12:end]
                        + b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 1, len(data)) + data, client)


if sys.argv[1] == "server":
    server(sys.argv[2])
else:
    send(sys.argv[2], sys.argv[3], dict(option.split("=", 1) for option in sys.argv[4:]))
