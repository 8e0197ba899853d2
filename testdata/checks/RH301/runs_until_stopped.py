"""RH301: a local lives as long as its function, and this one lives as long as the program."""
import asyncio
import signal


async def collect():
    while True:
        await asyncio.sleep(10)


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    collector = asyncio.create_task(collect())
    await stop.wait()


async def serve(server):
    collector = asyncio.create_task(collect())
    await server.serve_forever()


async def forever():
    background = [asyncio.create_task(collect()) for _ in range(3)]
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main())
