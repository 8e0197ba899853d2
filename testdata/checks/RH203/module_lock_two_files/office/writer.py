"""RH203: the lock comes from another module."""
from office import locks
from office.locks import lock


async def write(channel, text):
    with locks.lock:
        await channel.send(text)  # want RH203 "lock is held"


async def write_all(channel, texts):
    for text in texts:
        with lock:
            await channel.send(text)  # want RH203 "lock is held"


async def write_late(channel, text):
    with lock:
        text = text.strip()
    await channel.send(text)
