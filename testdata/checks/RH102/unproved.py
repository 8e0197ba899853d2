"""RH102: the pattern alone, where nothing shows that two strands run it: on request only."""
# no-strip-test
import threading


class Counter:
    def __init__(self):
        self.counter = 0
        self.own = threading.local()
        self.awaited = 0

    def inc(self):
        self.counter += 1  # note RH102 "another thread may change self.counter"

    def inc_own(self):
        self.own.counter += 1

    async def add(self, source):
        self.awaited += await source.read()  # note RH102 "self.awaited may have changed during the await"

    def __iadd__(self, n):
        self.counter += n
        return self
