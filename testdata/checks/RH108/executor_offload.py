"""RH108: coroutines send the work to threads."""
# no-strip-test
import asyncio

import msgpack

packer = msgpack.Packer()


def pack(message):
    return packer.pack(message)  # want RH108 "packer is one packer"


async def send(message):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, pack, message)


async def main(messages):
    await asyncio.gather(*[send(message) for message in messages])
