"""RH102: a module variable under a global statement."""
import asyncio

hits = 0
total = 0.0
lock = asyncio.Lock()


async def measure():
    await asyncio.sleep(0.1)
    return 1.0


async def hit():
    global hits
    seen = hits
    await measure()
    hits = seen + 1  # want RH102 "hits"


async def add():
    global total
    total += await measure()  # want RH102 "total"


async def hit_safe():
    global hits
    await measure()
    hits += 1


async def shadow():
    total = 0.0
    total += await measure()
    return total


async def main():
    await asyncio.gather(hit(), hit(), add(), add(), hit_safe(), shadow(), shadow())


asyncio.run(main())
