"""Each task waits for its own thread, but the threads of two tasks meet."""

# no-lock-test: one task starts several threads

import asyncio

import anyio
import trio


class Ledger:
    def __init__(self):
        self.total = 0
        self.checked = 0
        self.lock = asyncio.Lock()

    def add(self):
        self.total += 1  # want RH102 "self.total"

    def check(self):
        self.checked += 1

    async def one(self):
        await asyncio.to_thread(self.add)

    async def in_turn(self):
        async with self.lock:
            await asyncio.to_thread(self.check)

    async def run(self):
        await asyncio.gather(self.one(), self.one(), self.in_turn(), self.in_turn())


once = 0


def add_once():
    global once
    once += 1


async def one_after_the_other():
    await asyncio.to_thread(add_once)
    await asyncio.to_thread(add_once)


given = 0


def add_given():
    global given
    given += 1  # want RH102 "given"


async def spawner_given_to_a_spawner():
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(anyio.to_thread.run_sync, add_given)


class Counter:
    def __init__(self):
        self.n = 0

    def add(self):
        self.n += 1  # want RH102 "self.n"


async def with_trio(counter: Counter):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.to_thread.run_sync, counter.add)
        nursery.start_soon(trio.to_thread.run_sync, counter.add)
