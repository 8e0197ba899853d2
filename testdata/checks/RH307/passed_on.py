"""RH307: passed on, stored, gathered, returned by a plain function."""
import asyncio


async def ping(host):
    await asyncio.sleep(0)
    return host


async def all_of(hosts):
    pings = [ping(h) for h in hosts]
    return await asyncio.gather(*pings)


async def either(a, b):
    return await asyncio.wait_for(ping(a), 1)


def later(host):
    return ping(host)


def keep(registry, host):
    registry[host] = ping(host)


lazy = {"a": lambda: ping("a")}
