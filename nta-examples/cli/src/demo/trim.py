"""trim.py IN.pcap OUT.pcap.gz: shortens stored frames, keeps their original lengths.

DNS, ARP, ICMP errors and HTTP headers stay whole; SSH keeps SSH_BYTES a frame (its banner whole), other UDP
UDP_BYTES, everything else KEEP_BYTES.
"""
import gzip
import struct
import sys

SSH_BYTES = 90
UDP_BYTES = 90
SHORT_BYTES = 200
KEEP_BYTES = 66
ICMP, TCP, UDP, ICMP6 = 1, 6, 17, 58
ECHO_TYPES = (0, 8, 128, 129)


def kept(frame):
    ethertype = struct.unpack("!H", frame[12:14])[0]
    if ethertype == 0x0800:
        protocol, start = frame[23], 14 + (frame[14] & 15) * 4
    elif ethertype == 0x86DD:
        protocol, start = frame[20], 54
    else:
        return len(frame)
    if protocol in (ICMP, ICMP6):
        return KEEP_BYTES if frame[start] in ECHO_TYPES else len(frame)
    if protocol not in (TCP, UDP) or len(frame) < start + 4:
        return KEEP_BYTES
    ports = struct.unpack("!HH", frame[start:start + 4])
    if 53 in ports:
        return len(frame)
    if protocol == UDP:
        return UDP_BYTES
    payload = start + (frame[start + 12] >> 4) * 4
    if 22 in ports:
        return len(frame) if frame[payload:payload + 4] == b"SSH-" else SSH_BYTES
    if frame[payload:payload + 5] in (b"HTTP/", b"GET /", b"HEAD ", b"POST "):
        headers = frame.find(b"\r\n\r\n", payload)
        return len(frame) if headers < 0 else headers + 4
    if 80 in ports and len(frame) <= SHORT_BYTES:     # a header sent bit by bit
        return len(frame)
    return KEEP_BYTES


def main(source, target):
    with open(source, "rb") as capture, gzip.GzipFile(target, "wb", 9, mtime=0) as out:
        out.write(capture.read(24))
        while True:
            header = capture.read(16)
            if len(header) < 16:
                return
            seconds, micros, stored, length = struct.unpack("<IIII", header)
            frame = capture.read(stored)
            frame = frame[:kept(frame)]
            out.write(struct.pack("<IIII", seconds, micros, len(frame), length) + frame)


main(sys.argv[1], sys.argv[2])
