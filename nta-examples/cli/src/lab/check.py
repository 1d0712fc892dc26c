"""check.py FOLDER: holds the labels against the captures: for each attack, how many frames went from its attacker to its victims, and when.

Prints a row an episode: frames of the attack's kind, those a second while they last, and how many seconds after the label's start the first and
before its end the last came. Rows with few frames or with gaps at the ends are marked with a star.
"""
import collections
import csv
import functools
import glob
import ipaddress
import struct
import sys

FEW, GAP_SECONDS = 10, 12


@functools.lru_cache(maxsize=100_000)
def address(raw):
    return str(ipaddress.ip_address(raw))


def told(frame):
    """(kind, source, destination) of a frame; kind is tcp, udp, dns, icmp or arp."""
    ethertype = frame[12:14]
    if ethertype == b"\x08\x06":
        return "arp", frame[6:12].hex(":"), address(frame[38:42])
    if ethertype == b"\x08\x00":
        kind, start, source, target = frame[23], 14 + (frame[14] & 15) * 4, frame[26:30], frame[30:34]
        if frame[20] & 0x1F or frame[21]:
            return "udp", address(source), address(target)
    elif ethertype == b"\x86\xdd":
        kind, start, source, target = frame[20], 54, frame[22:38], frame[38:54]
    else:
        return None
    name = {6: "tcp", 17: "udp", 1: "icmp", 58: "icmp"}.get(kind)
    if name == "udp" and frame[start + 2:start + 4] == b"\0\x35":
        name = "dns"
    return (name, address(source), address(target)) if name else None


def frames(path):
    with open(path, "rb") as capture:
        capture.read(24)
        while len(header := capture.read(16)) == 16:
            seconds, micros, stored, _ = struct.unpack("<IIII", header)
            frame = capture.read(stored)
            if len(frame) >= 42 and (what := told(frame)):
                yield seconds + micros / 1e6, what


KINDS = {"port_scan": ("tcp", "udp", "dns"), "ssh_brute": ("tcp",), "slowloris": ("tcp",), "dns_tunnel": ("dns",), "arp_spoof": ("arp",), "syn_flood": ("tcp",),
         "udp_flood": ("udp", "dns"), "icmp_flood": ("icmp",)}


def victims_of(text):
    return [ipaddress.ip_network(part) for part in text.split(";") if part]


def main(folder):
    for path in sorted(glob.glob(folder + "/*.pcap")):
        with open(path.replace(".pcap", ".labels.csv")) as rows:
            episodes = [row for row in csv.DictReader(rows) if row["label"] in KINDS]
        times = collections.defaultdict(list)
        for when, what in frames(path):
            times[what].append(when)
        print(path.split("/")[-1])
        for row in episodes:
            start, end, nets = float(row["start_epoch"]), float(row["end_epoch"]), victims_of(row["victim_ip"])
            hits = sorted(when for (kind, source, target), seen in times.items() if kind in KINDS[row["label"]]
                          and (kind == "arp" or (source == row["attacker_ip"] or not row["attacker_ip"])
                               and any(ipaddress.ip_address(target) in net for net in nets if net.version == ipaddress.ip_address(target).version))
                          for when in seen if start - 1 <= when <= end + 1)
            first, last = (hits[0] - start, end - hits[-1]) if hits else (-1, -1)
            star = "*" if len(hits) < FEW or first > GAP_SECONDS or last > GAP_SECONDS else " "
            print("  %s %-10s %-14s %4.0f s %6d frames %8.1f/s  +%.1f -%.1f  %s" % (
                star, row["label"], row["tool"], end - start, len(hits), len(hits) / max(1, end - start - max(0, first) - max(0, last)), first, last, row["notes"]))


main(sys.argv[1])
