"""RH305: a lock of the module, and threads that run loops of their own."""
import asyncio
import threading

_lock = asyncio.Lock()  # want RH305 "_lock is made once for the process"


async def write(line):
    async with _lock:
        await asyncio.sleep(0.1)
        print(line)


def worker(line):
    asyncio.run(write(line))


def main():
    for line in ["a", "b"]:
        threading.Thread(target=worker, args=(line,)).start()
