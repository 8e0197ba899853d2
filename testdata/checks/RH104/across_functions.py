"""RH104: the test, the creation and the assignment in different functions, or in forms of their own."""
# no-lock-test: threads take part, whom an asyncio lock does not keep out
import asyncio
import functools
import threading
from dataclasses import dataclass, field


def create():
    return object()


class Conn:
    def close(self):
        pass


async def connect():
    await asyncio.sleep(1)
    return Conn()


class MakeHelper:
    def __init__(self):
        self.conn = None

    def _make(self):
        self.conn = Conn()

    def run(self):
        if self.conn is None:
            self._make()  # want RH104 "found missing|two threads|work again"
        return self.conn


class MissingHelper:
    def __init__(self):
        self.conn = None

    def _missing(self):
        return self.conn is None

    def run(self):
        if self._missing():
            self.conn = Conn()  # want RH104 "found missing|two threads|work again"
        return self.conn


class AsyncStore:
    def __init__(self):
        self.conn = None

    def _store(self, c):
        self.conn = c

    async def arun(self):
        if self.conn is None:
            c = await connect()
            self._store(c)  # want RH104 "found missing|two threads|work again"
        return self.conn


class EnsureGuard:
    def __init__(self):
        self.conn = None

    async def _open(self):
        self.conn = await connect()

    async def arun(self):
        if self.conn is not None:
            return self.conn
        await self._open()  # want RH104 "found missing|two threads|work again"
        return self.conn


class Prop:
    def __init__(self):
        self._conn = None

    @property
    def conn(self):
        if self._conn is None:
            self._conn = self._new()  # want RH104 "found missing|two threads|work again"
        return self._conn

    def _new(self):
        return Conn()

    def run(self):
        return self.conn


class Table:
    def __init__(self):
        self.table = {}

    def _lookup(self, k):
        return self.table.get(k)

    def _add(self, k):
        self.table[k] = Conn()
        return self.table[k]

    def run(self, k=1):
        c = self._lookup(k)
        if c is None:
            c = self._add(k)  # want RH104 "found missing|two threads|work again"
        return c


class TableAsync:
    def __init__(self):
        self.table = {}

    def _lookup(self, k):
        return self.table.get(k)

    def _add(self, k, c):
        self.table[k] = c

    async def arun(self, k=1):
        c = self._lookup(k)
        if not c:
            c = await connect()
            self._add(k, c)  # want RH104 "found missing|two threads|work again"
        return c


class TryExcept:
    def __init__(self):
        self.table = {}

    def run(self, k=1):
        try:
            return self.table[k]
        except KeyError:
            c = self.table[k] = Conn()  # want RH104 "found missing|two threads|work again"
            return c


class HasAttr:
    def run(self):
        if not hasattr(self, "conn"):
            self.conn = Conn()  # want RH104 "found missing|two threads|work again"
        return self.conn


class SetAttr:
    conn = None

    def run(self):
        if getattr(self, "conn", None) is None:
            setattr(self, "conn", Conn())  # want RH104 "found missing|two threads|work again"
        return self.conn


class Walrus:
    def __init__(self):
        self.conn = None

    async def arun(self):
        if (c := self.conn) is None:
            c = self.conn = await connect()  # want RH104 "found missing|two threads|work again"
        return c


class Ternary:
    def __init__(self):
        self.conn = None

    async def arun(self):
        self.conn = self.conn if self.conn is not None else await connect()  # want RH104 "found missing|two threads|work again"
        return self.conn


class OrOp:
    def __init__(self):
        self.conn = None

    async def arun(self):
        self.conn = self.conn or await connect()  # want RH104 "found missing"
        return self.conn


class While:
    def __init__(self):
        self.conn = None

    async def arun(self):
        while self.conn is None:
            self.conn = await connect()  # want RH104 "found missing|two threads|work again"
        return self.conn


class Match:
    def __init__(self):
        self.conn = None

    async def arun(self):
        match self.conn:
            case None:
                self.conn = await connect()  # want RH104 "found missing|two threads|work again"
        return self.conn


class Closure:
    def __init__(self):
        self.conn = None

    async def arun(self):
        async def make():
            self.conn = await connect()
        if self.conn is None:
            await make()  # want RH104 "found missing|two threads|work again"
        return self.conn


@dataclass
class Data:
    conn: Conn = None

    async def arun(self):
        if self.conn is None:
            self.conn = await connect()  # want RH104 "found missing|two threads|work again"
        return self.conn


class Flag:
    def __init__(self):
        self.ready = False

    async def _setup(self):
        await connect()
        self.ready = True

    async def arun(self):
        if not self.ready:
            await self._setup()  # want RH104 "found missing|two threads|work again"


class FixedLock:
    def __init__(self):
        self.conn = None
        self.lock = threading.Lock()

    def _make(self):
        self.conn = Conn()

    def run(self):
        with self.lock:
            if self.conn is None:
                self._make()
        return self.conn


class FixedDouble:
    def __init__(self):
        self.conn = None
        self.lock = asyncio.Lock()

    async def _make(self):
        async with self.lock:
            if self.conn is None:
                self.conn = await connect()

    async def arun(self):
        if self.conn is None:
            await self._make()
        return self.conn


class FixedTask:
    def __init__(self):
        self.task = None

    async def arun(self):
        if self.task is None:
            self.task = asyncio.create_task(connect())
        return await self.task


async def main():
    yMakeHelper = MakeHelper()
    for _ in range(3):
        threading.Thread(target=yMakeHelper.run).start()
    yMissingHelper = MissingHelper()
    for _ in range(3):
        threading.Thread(target=yMissingHelper.run).start()
    xAsyncStore = AsyncStore()
    await asyncio.gather(xAsyncStore.arun(), xAsyncStore.arun())
    xEnsureGuard = EnsureGuard()
    await asyncio.gather(xEnsureGuard.arun(), xEnsureGuard.arun())
    yProp = Prop()
    for _ in range(3):
        threading.Thread(target=yProp.run).start()
    yTable = Table()
    for _ in range(3):
        threading.Thread(target=yTable.run).start()
    xTableAsync = TableAsync()
    await asyncio.gather(xTableAsync.arun(), xTableAsync.arun())
    yTryExcept = TryExcept()
    for _ in range(3):
        threading.Thread(target=yTryExcept.run).start()
    yHasAttr = HasAttr()
    for _ in range(3):
        threading.Thread(target=yHasAttr.run).start()
    ySetAttr = SetAttr()
    for _ in range(3):
        threading.Thread(target=ySetAttr.run).start()
    xWalrus = Walrus()
    await asyncio.gather(xWalrus.arun(), xWalrus.arun())
    xTernary = Ternary()
    await asyncio.gather(xTernary.arun(), xTernary.arun())
    xOrOp = OrOp()
    await asyncio.gather(xOrOp.arun(), xOrOp.arun())
    xWhile = While()
    await asyncio.gather(xWhile.arun(), xWhile.arun())
    xMatch = Match()
    await asyncio.gather(xMatch.arun(), xMatch.arun())
    xClosure = Closure()
    await asyncio.gather(xClosure.arun(), xClosure.arun())
    xData = Data()
    await asyncio.gather(xData.arun(), xData.arun())
    xFlag = Flag()
    await asyncio.gather(xFlag.arun(), xFlag.arun())
    yFixedLock = FixedLock()
    for _ in range(3):
        threading.Thread(target=yFixedLock.run).start()
    xFixedDouble = FixedDouble()
    await asyncio.gather(xFixedDouble.arun(), xFixedDouble.arun())
    xFixedTask = FixedTask()
    await asyncio.gather(xFixedTask.arun(), xFixedTask.arun())
asyncio.run(main())
