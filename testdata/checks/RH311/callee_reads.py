"""RH311: an awaited coroutine reads the value after an await of its own."""
import asyncio
import threading

request_info = threading.local()


async def write_log(line):
    await asyncio.sleep(0.1)
    print(request_info.number, line)  # want RH311 "handle sets request_info.number"


async def write_log_right(number, line):
    await asyncio.sleep(0.1)
    print(number, line)


async def handle(number, line):
    request_info.number = number
    await write_log(line)


async def handle_right(number, line):
    await write_log_right(number, line)
