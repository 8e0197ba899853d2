# no-strip-test
import asyncio

from store import Store

store = Store()


async def main():
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, store.load, n) for n in range(4)]
    await store.evict(1)
    await asyncio.gather(*jobs)
