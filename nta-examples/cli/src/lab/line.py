"""line.py LEFT RIGHT DELAY JITTER LOSS: carries frames between two devices like a slow line; seconds, and a share of 0–1.

For kernels without netem. Frames of one direction keep their order.
"""
import heapq
import random
import select
import socket
import struct
import sys
import time

FRAME_BYTES = 65535
SOL_PACKET, PACKET_ADD_MEMBERSHIP, PACKET_MR_PROMISC = 263, 1, 1


def device(name):
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    raw.bind((name, 0))
    raw.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP, struct.pack("iHH8s", socket.if_nametoindex(name), PACKET_MR_PROMISC, 0, b""))
    return raw


def carry(left, right, delay, jitter, loss):
    other = {left: right, right: left}
    due_last = {left: 0.0, right: 0.0}
    waiting, count = [], 0
    while True:
        patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 1.0
        for ready in select.select([left, right], [], [], patience)[0]:
            frame, sender = ready.recvfrom(FRAME_BYTES)
            if sender[2] == socket.PACKET_OUTGOING or random.random() < loss:
                continue
            due = max(due_last[ready], time.monotonic() + delay + random.uniform(-jitter, jitter))
            due_last[ready] = due
            count += 1
            heapq.heappush(waiting, (due, count, other[ready], frame))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, out, frame = heapq.heappop(waiting)
            try:
                out.send(frame)
            except OSError:
                pass


carry(device(sys.argv[1]), device(sys.argv[2]), *map(float, sys.argv[3:6]))
