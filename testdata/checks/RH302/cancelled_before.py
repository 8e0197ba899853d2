"""RH302: the task is cancelled or handed on before the block ends."""
import asyncio


async def beat(conn):
    while True:
        await conn.ping()
        await asyncio.sleep(5)


async def talk(connect):
    async with connect() as conn:
        task = asyncio.create_task(beat(conn))
        try:
            await conn.talk()
        finally:
            task.cancel()


async def talk_registered(connect, registry):
    async with connect() as conn:
        registry.add(asyncio.create_task(beat(conn)))
        await conn.talk()


class Talker:
    async def talk(self, connect):
        async with connect() as conn:
            self.task = asyncio.create_task(beat(conn))  # want RH306 "self.task"
            await conn.talk()
            self.task.cancel()
