"""RH204: a wait for what another strand sets, unless it fails before."""
# no-strip-test: half of the waits are those of threads
import asyncio
import socket
import threading
from concurrent.futures import Future


class Server:
    def __init__(self, addr):
        self.addr = addr
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve)

    def start(self):
        self.thread.start()
        self.ready.wait()  # want RH204 warning "waits without a limit for self.ready, which only Server.serve sets"

    def serve(self):
        sock = socket.create_connection(self.addr)
        self.ready.set()
        sock.recv(10)


class ServerThatTells:
    def __init__(self, addr):
        self.addr = addr
        self.sock = None
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve)

    def start(self):
        self.thread.start()
        self.ready.wait()
        return self.sock is not None

    def serve(self):
        try:
            self.sock = socket.create_connection(self.addr)
        finally:
            self.ready.set()


class ServerInTime(Server):
    def start(self):
        self.thread.start()
        if not self.ready.wait(5):
            raise TimeoutError


class ServerSetByHelper:
    """What may fail, and what sets the event, stand in methods that the thread calls."""

    def __init__(self, addr):
        self.addr = addr
        self.up = threading.Event()

    def start(self):
        threading.Thread(target=self._main, daemon=True).start()
        self.up.wait()  # want RH204 warning "for self.up, which only ServerSetByHelper._announce sets"

    def _main(self):
        self._open()
        self._announce()

    def _open(self):
        self.sock = socket.create_connection(self.addr)

    def _announce(self):
        self.sock.send(b"hello")
        self.up.set()


def in_thread(work):
    done = threading.Event()
    out = []

    def run():
        out.append(work())
        done.set()

    threading.Thread(target=run).start()
    done.wait()  # want RH204 warning "for done, which only in_thread.<locals>.run sets"
    return out[0]


def in_thread_future(work):
    fut = Future()

    def run():
        fut.set_result(work())

    threading.Thread(target=run).start()
    return fut.result()  # want RH204 warning "for fut, which only in_thread_future.<locals>.run sets"


def in_thread_handed_over(work):
    fut = Future()

    def run():
        try:
            fut.set_result(work())
        except BaseException as error:
            fut.set_exception(error)

    threading.Thread(target=run).start()
    return fut.result()


class Client:
    async def start(self, host):
        self.host = host
        self.ready = asyncio.Event()
        self.task = asyncio.create_task(self.run())
        await self.ready.wait()  # want RH204 warning "for self.ready, which only Client.run sets"

    async def run(self):
        await self.connect()
        self.ready.set()

    async def connect(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, 80)


class ClientThatLooks:
    async def start(self, host):
        self.host = host
        self.ready = asyncio.Event()
        self.task = asyncio.create_task(self.run())
        waiter = asyncio.create_task(self.ready.wait())
        try:
            await asyncio.wait({self.task, waiter}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiter.cancel()

    async def run(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, 80)
        self.ready.set()


class TwoSetters:
    """Somebody else may set it, too."""

    def __init__(self, addr):
        self.addr = addr
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve)

    def start(self):
        self.thread.start()
        self.ready.wait()

    def serve(self):
        self.sock = socket.create_connection(self.addr)
        self.ready.set()

    def give_up(self):
        self.ready.set()


class NothingFails:
    def __init__(self):
        self.count = 0
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve)

    def start(self):
        self.thread.start()
        self.ready.wait()

    def serve(self):
        self.count = 1
        self.ready.set()


class Reporter:
    """A task that is cancelled before its first step does not come to its finally clause."""

    async def start(self):
        self.exited = asyncio.Event()
        self.task = asyncio.create_task(self.report())

    async def report(self):
        try:
            while True:
                await asyncio.sleep(1)
        finally:
            self.exited.set()

    async def stop(self):
        self.task.cancel()
        await self.exited.wait()  # want RH204 warning "cancelled.* before its first step"


class ReporterThatBegins:
    async def start(self):
        self.begun = asyncio.Event()
        self.left = asyncio.Event()
        self.task = asyncio.create_task(self.report())

    async def report(self):
        self.begun.set()
        try:
            while True:
                await asyncio.sleep(1)
        finally:
            self.left.set()

    async def stop(self):
        await self.begun.wait()
        self.task.cancel()
        await self.left.wait()
