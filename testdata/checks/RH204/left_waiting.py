"""RH204: requests whose futures nobody resolves when the connection ends."""
# no-rename-test: what ends a connection is seen by its name
import asyncio


class Client(asyncio.Protocol):
    def __init__(self):
        self.pending = {}
        self.serial = 0
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        future = self.pending.pop(data[0])
        if not future.done():
            future.set_result(data[1:])

    def connection_lost(self, error):
        self.transport = None

    async def ask(self, question):
        self.serial += 1
        answer = asyncio.get_running_loop().create_future()
        self.pending[self.serial] = answer
        self.transport.write(question)
        return await answer  # want RH204 warning "waits without a limit for an answer that .*Client.data_received.* finds in self.pending"


class ClientThatTells(asyncio.Protocol):
    def __init__(self):
        self.waiters = {}
        self.serial = 0
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        future = self.waiters.pop(data[0])
        if not future.done():
            future.set_result(data[1:])

    def connection_lost(self, error):
        for waiter in self.waiters.values():
            if not waiter.done():
                waiter.set_exception(ConnectionError())

    async def ask(self, question):
        self.serial += 1
        answer = asyncio.get_running_loop().create_future()
        self.waiters[self.serial] = answer
        self.transport.write(question)
        return await answer


class ClientInTime(asyncio.Protocol):
    def __init__(self):
        self.requests = {}
        self.serial = 0
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        request = self.requests.pop(data[0])
        if not request.done():
            request.set_result(data[1:])

    def connection_lost(self, error):
        self.transport = None

    async def ask(self, question):
        self.serial += 1
        answer = asyncio.get_running_loop().create_future()
        self.requests[self.serial] = answer
        self.transport.write(question)
        return await asyncio.wait_for(answer, 10)


class Devices:
    """What ends a connection waits in the table itself."""

    def __init__(self, driver):
        self.driver = driver
        self.leaving = {}

    def left(self, key):
        future = self.leaving[key]
        if not future.done():
            future.set_result(None)

    async def disconnect(self, key):
        future = asyncio.get_running_loop().create_future()
        self.leaving[key] = future
        try:
            self.driver.leave(key)
            await future
        finally:
            del self.leaving[key]
