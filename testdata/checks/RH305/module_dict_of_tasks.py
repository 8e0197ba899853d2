"""RH305: a module caches the tasks that look names up."""
import asyncio

_lookups = {}


async def resolve(host):
    await asyncio.sleep(1)
    return host


async def lookup(host):
    task = _lookups.get(host)
    if task is None:
        task = _lookups[host] = asyncio.ensure_future(resolve(host))  # want RH305 "_lookups"
    return await task
