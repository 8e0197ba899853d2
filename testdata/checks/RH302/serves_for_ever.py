"""RH302: the block does not end while the program runs."""
import asyncio


async def stats(server):
    while True:
        await asyncio.sleep(60)
        print(server.connections)


async def main(start):
    async with start() as server:
        task = asyncio.create_task(stats(server))
        await server.serve_forever()
    await task
