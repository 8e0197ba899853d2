"""RH305: containers that know the loop, and entries that go with who made them."""
import asyncio
import threading
from weakref import WeakKeyDictionary

_lookups = {}
_per_loop = WeakKeyDictionary()
_replies = {}
_per_thread = {}


async def resolve(host):
    await asyncio.sleep(1)
    return host


async def lookup(host):
    key = (asyncio.get_running_loop(), host)
    if key not in _lookups:
        _lookups[key] = asyncio.ensure_future(resolve(host))
    return await _lookups[key]


async def lookup_weak(host):
    loop = asyncio.get_running_loop()
    if loop not in _per_loop:
        _per_loop[loop] = asyncio.ensure_future(resolve(host))
    return await _per_loop[loop]


async def lookup_thread(host):
    if threading.get_ident() not in _per_thread:
        _per_thread[threading.get_ident()] = asyncio.ensure_future(resolve(host))
    return await _per_thread[threading.get_ident()]


async def call(number, send):
    _replies[number] = asyncio.get_running_loop().create_future()
    send(number)
    try:
        return await _replies[number]
    finally:
        _replies.pop(number)
