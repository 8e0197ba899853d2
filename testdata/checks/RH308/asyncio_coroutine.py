"""RH308: coroutines that are written as generators are coroutines, too."""
# no-strip-test: there is no async to strip
import asyncio


class Stream:
    def __init__(self, loop):
        self.loop = loop
        self.waiter = None
        self.data = []

    @asyncio.coroutine
    def read(self):
        if not self.data:
            assert not self.waiter
            self.waiter = asyncio.Future(loop=self.loop)
            yield from self.waiter  # want RH308 "the future stays in self.waiter"
        return self.data.pop()

    @asyncio.coroutine
    def read_right(self):
        if not self.data:
            assert not self.waiter
            self.waiter = asyncio.Future(loop=self.loop)
            try:
                yield from self.waiter
            finally:
                self.waiter = None
        return self.data.pop()

    def numbers(self):
        yield from self.data


class Counter:
    def __init__(self):
        self.open = 0
        self.lock = asyncio.Lock()

    @asyncio.coroutine
    def serve(self, work):
        self.open += 1
        yield from work()  # want RH308 "self.open is never counted down again"
        self.open -= 1

    @asyncio.coroutine
    def serve_right(self, work):
        self.open += 1
        try:
            yield from work()
        finally:
            self.open -= 1
