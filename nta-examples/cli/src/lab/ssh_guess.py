"""ssh_guess.py HOST PORT [per=N] [gap=S] [count=N] [users=a,b] [width=N]: wrong passwords by paramiko.

per: guesses inside one connection; gap: seconds between guesses; count: guesses in all; width: connections at a time.
"""
import random
import socket
import sys
import threading
import time

import paramiko

BANNER_SECONDS = 20


def guesses(options, share):
    users = options.get("users", "alice,root,admin").split(",")
    for number in range(share):
        yield users[number % len(users)], "%s%d" % (random.choice(["summer", "welcome", "qwerty", "P@ssw0rd", "dragon"]), random.randint(1, 9999))


def connection(host, port):
    transport = paramiko.Transport(socket.create_connection((host, port), timeout=10))
    transport.banner_timeout = BANNER_SECONDS
    transport.start_client(timeout=BANNER_SECONDS)
    return transport


def guess_all(host, port, options, share):
    per, gap = int(options.get("per", 1)), float(options.get("gap", 0))
    transport, used = None, 0
    for user, password in guesses(options, share):
        try:
            if transport is None or used >= per or not transport.is_active():
                if transport:
                    transport.close()
                transport, used = connection(host, port), 0
            used += 1
            transport.auth_password(user, password)
        except (paramiko.SSHException, OSError, EOFError):
            pass
        time.sleep(gap * random.uniform(0.8, 1.2))
    if transport:
        transport.close()


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    options = dict(option.split("=", 1) for option in sys.argv[3:])
    width = int(options.get("width", 1))
    share = int(options.get("count", 1000)) // width
    workers = [threading.Thread(target=guess_all, args=(host, port, options, share)) for _ in range(width)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


main()
