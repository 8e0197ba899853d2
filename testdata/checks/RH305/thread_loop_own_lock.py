"""RH305: each thread's loop has its own lock."""
import asyncio
import threading


async def write(lock, line):
    async with lock:
        await asyncio.sleep(0.1)
        print(line)


async def write_all(lines):
    lock = asyncio.Lock()
    await asyncio.gather(*[write(lock, line) for line in lines])


def worker(lines):
    asyncio.run(write_all(lines))


def main():
    for lines in ["ab", "cd"]:
        threading.Thread(target=worker, args=(lines,)).start()
