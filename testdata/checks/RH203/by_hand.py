"""RH203: acquired and released by hand."""
import asyncio
import threading

gate = threading.Lock()


async def refresh(store):
    gate.acquire()  # want RH310 "waits for another thread"
    try:
        await store.load()  # want RH203 "gate is held"
    finally:
        gate.release()


async def refresh_outside(store):
    gate.acquire()  # want RH310 "waits for another thread"
    try:
        keys = list(store.keys)
    finally:
        gate.release()
    await store.load(keys)


async def attempt(store):
    if gate.acquire(blocking=False):
        gate.release()
    await store.load()
