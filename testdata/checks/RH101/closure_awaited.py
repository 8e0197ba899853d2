"""RH101: a variable of one call, and a helper in a thread that the call waits for."""
# no-strip-test
import asyncio


async def upload(open_file, send):
    stream = None

    def start():
        nonlocal stream
        stream = open_file()

    def end():
        if stream:
            stream.close()

    await asyncio.to_thread(start)
    try:
        await send(stream)
    finally:
        await asyncio.to_thread(end)
        stream = None


async def main(open_file, send):
    await asyncio.gather(*[upload(open_file, send) for _ in range(3)])
