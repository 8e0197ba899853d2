"""RH105: an element is taken out that another method has taken away with all the others."""
# no-lock-test: clear() and close() take no lock of tasks
import asyncio
import functools


class Cache:
    def __init__(self):
        self.tasks = set()
        self.safe = set()
        self.results = {}

    def clear(self):
        self.tasks.clear()
        self.safe.clear()
        self.results = {}

    def start(self, coroutine, key):
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        self.safe.add(task)
        task.add_done_callback(self._done)
        task.add_done_callback(functools.partial(self._drop, key))
        task.add_done_callback(self.safe.discard)
        return task

    def _done(self, task):
        self.tasks.remove(task)  # want RH105 warning "Cache.clear may have emptied self.tasks"

    def _drop(self, key, task):
        del self.results[key]  # want RH105 warning "Cache.clear may have emptied self.results"


class Tolerant:
    def __init__(self):
        self.tasks = set()
        self.results = {}

    def clear(self):
        self.tasks.clear()
        self.results.clear()

    def start(self, coroutine):
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        task.add_done_callback(self._drop)
        return task

    def _done(self, task):
        self.tasks.discard(task)
        self.results.pop(task, None)

    def _drop(self, task):
        if task in self.tasks:
            self.tasks.remove(task)
        try:
            del self.results[task]
        except KeyError:
            pass


class Rpc:
    def __init__(self, wire):
        self.wire = wire
        self.pending = {}
        self.callers = []
        self.closed = False

    async def call(self, number):
        reply = asyncio.get_running_loop().create_future()
        self.pending[number] = reply
        try:
            return await reply
        finally:
            del self.pending[number]  # want RH105 warning "Rpc.close may have emptied self.pending"

    async def call_well(self, number):
        reply = asyncio.get_running_loop().create_future()
        self.pending[number] = reply
        try:
            return await reply
        finally:
            self.pending.pop(number, None)

    async def count(self, caller):
        self.callers.append(caller)
        await self.wire.drain()  # want RH308 "stays there"
        self.callers.remove(caller)  # want RH105 warning "Rpc.close may have emptied self.callers"

    async def count_tested(self, caller):
        self.callers.append(caller)
        await self.wire.drain()  # want RH308 "stays there"
        if self.closed:
            raise ConnectionError
        self.callers.remove(caller)

    async def count_now(self, caller):
        self.callers.append(caller)
        self.wire.write(caller)
        self.callers.remove(caller)

    def close(self):
        self.closed = True
        for reply in self.pending.values():
            reply.cancel()
        self.pending.clear()
        callers, self.callers = self.callers, []
        return callers


class Patient:
    """It empties what it has waited for."""

    def __init__(self):
        self.tasks = set()

    def start(self, coroutine):
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self.tasks.remove(task)

    async def close(self):
        await asyncio.gather(*self.tasks)
        self.tasks.clear()
