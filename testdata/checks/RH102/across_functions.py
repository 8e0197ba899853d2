"""RH102: read and write in different functions, or by name."""
# no-lock-test: threads take part, whom an asyncio lock does not keep out
import asyncio
import functools
import threading
from dataclasses import dataclass


async def io():
    await asyncio.sleep(1)


class GetSet:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        return self._n

    @n.setter
    def n(self, v):
        self._n = v

    def run(self):
        self.n += 1  # want RH102 "may have changed|another thread"


class GetterSetter:
    def __init__(self):
        self._n = 0

    def get(self):
        return self._n

    def set(self, v):
        self._n = v

    async def arun(self):
        n = self.get()
        await io()
        self.set(n + 1)  # want RH102 "may have changed|another thread"

    def run(self):
        self.set(self.get() + 1)  # want RH102 "may have changed|another thread"


class Attr:
    def __init__(self):
        self.n = 0

    async def arun(self):
        n = getattr(self, "n")
        await io()
        setattr(self, "n", n + 1)  # want RH102 "may have changed|another thread"

    def run(self):
        setattr(self, "n", getattr(self, "n") + 1)  # want RH102 "may have changed|another thread"


class DictAttr:
    def __init__(self):
        self.n = 0

    def run(self):
        self.__dict__["n"] = self.__dict__["n"] + 1  # want RH102 "may have changed|another thread"


class Counts:
    def __init__(self):
        self.counts = {}

    def _bump(self, d, key):
        d[key] = d.get(key, 0) + 1  # want RH102 "may have changed|another thread"

    def run(self):
        self._bump(self.counts, "a")


class Element:
    def __init__(self):
        self.stats = {"a": 0}

    def run(self):
        stats = self.stats
        stats["a"] = stats["a"] + 1  # want RH102 "may have changed|another thread"


class AsyncHelper:
    def __init__(self):
        self.total = 0

    async def _read(self):
        t = self.total
        await io()
        return t

    async def arun(self):
        self.total = await self._read() + 1  # want RH102 "may have changed|another thread"


@dataclass
class Data:
    total: int = 0

    async def arun(self):
        total = self.total
        await io()
        self.total = total + 1  # want RH102 "may have changed|another thread"


class Compute:
    def __init__(self):
        self.total = 0

    def _next(self, x):
        return self.total + x

    def _store(self, x):
        self.total = x

    async def arun(self):
        v = self._next(2)
        await io()
        self._store(v)  # want RH102 "may have changed|another thread"


class ListAdd:
    def __init__(self):
        self.items = []

    async def arun(self):
        items = self.items + [1]
        await io()
        self.items = items  # want RH102 "may have changed|another thread"


class Tuple:
    def __init__(self):
        self.pair = (0, 0)

    async def arun(self):
        a, b = self.pair
        await io()
        self.pair = (a + 1, b)  # want RH102 "may have changed|another thread"


class Max:
    def __init__(self):
        self.high = 0

    def run(self, x=1):
        if x > self.high:
            self.high = x


class Walrus:
    def __init__(self):
        self.n = 0

    async def arun(self):
        if (n := self.n) < 10:
            await io()
            self.n = n + 1  # want RH102 "may have changed|another thread"


class Ternary:
    def __init__(self):
        self.n = 0

    async def arun(self):
        n = self.n
        await io()
        self.n = n + 1 if n else 1  # want RH102 "may have changed|another thread"


class Locked:
    def __init__(self):
        self._n = 0
        self.lock = threading.Lock()

    def get(self):
        return self._n

    def set(self, v):
        self._n = v

    def run(self):
        with self.lock:
            self.set(self.get() + 1)


class ReRead:
    def __init__(self):
        self._n = 0

    def get(self):
        return self._n

    def set(self, v):
        self._n = v

    async def arun(self):
        await io()
        self.set(self.get() + 1)


counter = 0


def get():
    return counter


def put(v):
    global counter
    counter = v


def run():
    put(get() + 1)  # want RH102 "may have changed|another thread"


def nested():
    total = 0

    def bump():
        nonlocal total
        total += 1  # want RH102 "may have changed|another thread"

    for _ in range(3):
        threading.Thread(target=bump).start()


async def main():
    xGetSet = GetSet()
    for _ in range(3):
        threading.Thread(target=xGetSet.run).start()
    xGetterSetter = GetterSetter()
    await asyncio.gather(xGetterSetter.arun(), xGetterSetter.arun())
    for _ in range(3):
        threading.Thread(target=xGetterSetter.run).start()
    xAttr = Attr()
    await asyncio.gather(xAttr.arun(), xAttr.arun())
    for _ in range(3):
        threading.Thread(target=xAttr.run).start()
    xDictAttr = DictAttr()
    for _ in range(3):
        threading.Thread(target=xDictAttr.run).start()
    xCounts = Counts()
    for _ in range(3):
        threading.Thread(target=xCounts.run).start()
    xElement = Element()
    for _ in range(3):
        threading.Thread(target=xElement.run).start()
    xAsyncHelper = AsyncHelper()
    await asyncio.gather(xAsyncHelper.arun(), xAsyncHelper.arun())
    xData = Data()
    await asyncio.gather(xData.arun(), xData.arun())
    xCompute = Compute()
    await asyncio.gather(xCompute.arun(), xCompute.arun())
    xListAdd = ListAdd()
    await asyncio.gather(xListAdd.arun(), xListAdd.arun())
    xTuple = Tuple()
    await asyncio.gather(xTuple.arun(), xTuple.arun())
    xMax = Max()
    for _ in range(3):
        threading.Thread(target=xMax.run).start()
    xWalrus = Walrus()
    await asyncio.gather(xWalrus.arun(), xWalrus.arun())
    xTernary = Ternary()
    await asyncio.gather(xTernary.arun(), xTernary.arun())
    xLocked = Locked()
    for _ in range(3):
        threading.Thread(target=xLocked.run).start()
    xReRead = ReRead()
    await asyncio.gather(xReRead.arun(), xReRead.arun())
for _ in range(3):
    threading.Thread(target=run).start()
nested()
asyncio.run(main())
