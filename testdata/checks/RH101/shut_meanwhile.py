"""RH101: the object is closed between the test of its flag and what comes in."""
import asyncio
import threading


class Pool:
    def __init__(self):
        self.closed = False
        self.connections = []
        self.by_name = {}

    async def connect(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        self.connections.append(writer)  # want RH101 "self.closed was tested before the await; if Pool.close has run since, it has not seen what is added to self.connections here"

    async def connect_and_look(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        if self.closed:
            writer.close()
            raise RuntimeError("closed")
        self.connections.append(writer)

    async def connect_and_undo(self):
        if self.closed:
            raise RuntimeError("closed")
        reader, writer = await asyncio.open_connection("localhost", 1)
        self.connections.append(writer)
        if self.closed:
            writer.close()

    def adopt(self, writer):
        if not self.closed:
            self.connections.append(writer)

    async def close(self):
        self.closed = True
        for writer in list(self.connections):
            writer.close()
        self.connections.clear()


class Client:
    """One slot, whose flag is a state; close() does its work in a helper."""

    def __init__(self, loop):
        self.state = "new"
        self.transport = None
        self.loop = loop
        self.retry = loop.call_later(60, self.poke)

    def poke(self):
        pass

    async def ensure(self):
        if self.state == "closed":
            raise RuntimeError("closed")
        transport, protocol = await self.loop.create_connection(object, "localhost", 1)
        self.transport = transport  # want RH101 "if Client.close has run since, it has not seen what is stored in self.transport here"

    async def close(self):
        self.state = "closed"
        self._drop()
        await asyncio.sleep(0)

    def _drop(self):
        if self.transport is not None:
            self.transport.close()


class Registry:
    """Threads, with the test in a locked section of its own."""

    def __init__(self):
        self._lock = threading.Lock()
        self._stopped = False
        self._workers = []

    def add(self, worker):
        with self._lock:
            if self._stopped:
                return
        worker.prepare()
        with self._lock:
            self._workers.append(worker)  # want RH101 "self._stopped was tested under self._lock, which is given up before"

    def add_in_one(self, worker):
        worker.prepare()
        with self._lock:
            if self._stopped:
                return
            self._workers.append(worker)

    def stop(self):
        with self._lock:
            self._stopped = True
            for worker in self._workers:
                worker.stop()


class Jobs:
    """No lock at the test; the flag says that jobs are drained already."""

    def __init__(self):
        self._lock = threading.Lock()
        self.running = False
        self._pending = []

    def add(self, job):
        if not self.running:
            self._pending.append(job)  # want RH101 "Jobs.start may run in another thread after self.running was tested"
        else:
            job()

    def start(self):
        with self._lock:
            self.running = True
            for job in self._pending:
                job()
            self._pending.clear()


async def use(pool: Pool):
    await asyncio.gather(pool.connect(), pool.connect_and_look(), pool.connect_and_undo(), pool.close())
