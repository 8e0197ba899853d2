"""RH301: a fixture that yields while its task runs keeps it meanwhile."""
import asyncio

import pytest


async def echo(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()


async def serve(port):
    server = await asyncio.start_server(echo, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


@pytest.fixture
async def server():
    task = asyncio.create_task(serve(7001))
    yield 7001
    task.cancel()


async def test_dropped():
    asyncio.create_task(serve(7002))  # want RH301 "task"
    await asyncio.sleep(0.1)


async def test_echo(server):
    reader, writer = await asyncio.open_connection("127.0.0.1", server)
    writer.write(b"hi\n")
    assert await reader.readline() == b"hi\n"
