"""slow_http.py HOST PORT [way=headers|body|read] [count=N] [gap=S] [tls=1] [ramp=S]: holds a server's connections open with very little.

headers: a header line at a time, never the last; body: a long body, a few bytes at a time; read: takes the answer bit by bit.
ramp: seconds between two new connections. Connections that the server ends are opened again.
"""
import random
import socket
import ssl
import sys
import time

TIMEOUT_SECONDS = 8
SMALL_BUFFER = 2304


def opened(host, port, way, tls):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held = socket.socket(family, socket.SOCK_STREAM)
    if way == "read":
        held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    held.settimeout(TIMEOUT_SECONDS)
    held.connect((host, port))
    if tls:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        held = context.wrap_socket(held)
    page = {"read": "/report.bin", "body": "/form"}.get(way, "/?%d" % random.randint(0, 99999))
    head = "%s %s HTTP/1.1\r\nHost: web\r\nUser-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64)\r\nAccept-Language: en\r\n" % (
        "POST" if way == "body" else "GET", page)
    if way == "body":
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % random.randint(20000, 90000)
    if way == "read":
        head += "\r\n"
    held.sendall(head.encode())
    return held


def nudge(held, way):
    if way == "headers":
        held.sendall(("X-%s: %d\r\n" % (random.choice("abcdefgh"), random.randint(1, 5000))).encode())
    elif way == "body":
        held.sendall(bytes(random.choices(b"abcdefghij=&", k=random.randint(1, 12))))
    elif not held.recv(random.randint(16, 64)):
        raise OSError("ended")


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    options = dict(option.split("=", 1) for option in sys.argv[3:])
    way, count, gap = options.get("way", "headers"), int(options.get("count", 50)), float(options.get("gap", 10))
    ramp = float(options.get("ramp", 0.1))
    held, due = [], []
    while True:
        while len(held) < count:
            try:
                held.append(opened(host, port, way, "tls" in options))
                due.append(time.monotonic() + random.uniform(0.3, 1) * gap)
            except OSError:
                break
            time.sleep(ramp)
        for index in range(len(held) - 1, -1, -1):
            if due[index] > time.monotonic():
                continue
            try:
                nudge(held[index], way)
                due[index] = time.monotonic() + gap * random.uniform(0.8, 1.2)
            except OSError:
                held.pop(index).close()
                due.pop(index)
        time.sleep(0.2)


main()
