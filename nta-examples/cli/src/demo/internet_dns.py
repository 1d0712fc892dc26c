"""Authoritative DNS for a make-believe internet: every name exists, so that lookups of any kind get ordinary answers.

Listens on 203.0.113.53. A name's address follows from a hash of the name. Names under zen.example.org and those that
begin with "nx" do not exist.
"""
import socket
import struct
import time
import zlib

TTL_SECONDS = 40
DISTANCE_SECONDS = 0.006
A, NS, CNAME, PTR, MX, TXT, AAAA, DNSKEY = 1, 2, 5, 12, 15, 16, 28, 48


def read_name(message, offset):
    labels = []
    while message[offset]:
        length = message[offset]
        labels.append(message[offset + 1:offset + 1 + length].decode("latin-1"))
        offset += 1 + length
    return labels, offset + 1


def encode_name(name):
    return b"".join(bytes([len(label)]) + label.encode("latin-1") for label in name.split(".") if label) + b"\0"


def address_of(name):
    return bytes([203, 0, 113, 100 + zlib.crc32(name.encode("latin-1")) % 100])


def text(value):
    value = value.encode("latin-1")
    return b"".join(bytes([len(part)]) + part for part in (value[i:i + 255] for i in range(0, len(value), 255)))


def record(rtype, data):
    return b"\xc0\x0c" + struct.pack("!HHIH", rtype, 1, TTL_SECONDS, len(data)) + data


def answers(name, qtype):
    if name.startswith("nx") or name.endswith("zen.example.org"):
        return None
    if qtype == A:
        if ".cdn." in name:
            return [record(CNAME, encode_name("edge%d.cdn-example.net" % (zlib.crc32(name.encode()) % 9))), ]
        return [record(A, address_of(name))]
    if qtype == AAAA:
        return [record(AAAA, bytes.fromhex("20010db8") + b"\0" * 8 + address_of(name))] if "6" in name else []
    if qtype == PTR:
        return [record(PTR, encode_name("host-" + "-".join(name.split(".")[:4]) + ".isp.example"))]
    if qtype == MX:
        return [record(MX, b"\0\x0a" + encode_name("mail." + name))]
    if qtype == TXT and "_domainkey" in name:
        return [record(TXT, text("v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" * 8))]
    if qtype == TXT:
        return [record(TXT, text("v=spf1 include:_spf.%s ip4:203.0.113.0/24 ~all" % name))]
    if qtype == DNSKEY:
        return [record(DNSKEY, b"\1\1\3\x08" + bytes(range(256)) + b"\x55" * 4) for _ in range(4)]
    return []


def reply(query):
    labels, end = read_name(query, 12)
    name = ".".join(labels).lower()
    qtype = struct.unpack("!H", query[end:end + 2])[0]
    found = answers(name, qtype)
    flags = 0x8580 if found is not None else 0x8583
    found = found or []
    return query[:2] + struct.pack("!HHHHH", flags, 1, len(found), 0, 0) + query[12:end + 4] + b"".join(found)


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("203.0.113.53", 53))
    while True:
        query, client = server.recvfrom(4096)
        time.sleep(DISTANCE_SECONDS)
        try:
            server.sendto(reply(query), client)
        except (IndexError, struct.error):
            pass


main()
