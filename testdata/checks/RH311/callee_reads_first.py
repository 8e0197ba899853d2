"""RH311: the awaited coroutine reads the value before anything can run in between."""
import asyncio
import threading

request_info = threading.local()


async def write_log(line):
    number = request_info.number
    await asyncio.sleep(0.1)
    print(number, line)


async def handle(number, line):
    request_info.number = number
    await write_log(line)
