"""RH101: test and act in different functions, or in forms of their own."""
import asyncio
import functools
import threading
from dataclasses import dataclass, field
from base1 import Store


async def io():
    await asyncio.sleep(1)


class Base:
    def __init__(self):
        self.cache = {}

    async def forget(self, key):
        await io()
        self.cache.pop(key, None)


class HelperAwaits(Base):
    async def _has(self, key):
        found = key in self.cache
        await io()
        return found

    async def get(self, key):
        if await self._has(key):
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Inherit(Store):
    async def get(self, key):
        if self.known(key):
            await io()
            return self.entries[key]  # want RH101 "may be gone|may be by now|another thread"

    async def forget(self, key):
        await io()
        self.drop(key)


class Partial(Base):
    async def get(self, key):
        take = functools.partial(self._take, key)
        if key in self.cache:
            await io()
            return take()  # want RH101 "may be gone|may be by now|another thread"

    def _take(self, key):
        return self.cache[key]


def has(cache, key):
    return key in cache


def take(cache, key):
    return cache[key]


class ModuleFunc(Base):
    async def get(self, key):
        if has(self.cache, key):
            await io()
            return take(self.cache, key)  # want RH101 "may be gone|may be by now|another thread"


class Guard(Base):
    def _check(self, key):
        if key not in self.cache:
            raise LookupError(key)

    async def get(self, key):
        self._check(key)
        await io()
        return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Walrus(Base):
    async def get(self, key):
        if (found := key in self.cache):
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Ternary(Base):
    async def get(self, key):
        present = key in self.cache
        await io()
        return self.cache[key] if present else None  # want RH101 "may be gone|may be by now|another thread"


class MatchStmt(Base):
    async def get(self, key):
        match key in self.cache:
            case True:
                await io()
                return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"
            case _:
                return None


class AnyTest(Base):
    async def get(self, key):
        if any(k == key for k in self.cache):
            await io()
            return self.cache[key]  # miss RH101 "the test asks in a loop of its own"


class TryElse(Base):
    async def get(self, key):
        try:
            self.cache[key]
        except KeyError:
            return None
        else:
            await io()
            return self.cache[key]  # miss RH101 "the test is a lookup that does not fail"


class WhileLoop(Base):
    async def get(self, key):
        while key in self.cache:
            await io()
            if self.cache[key].done:  # want RH101 "may be gone|may be by now|another thread"
                return


@dataclass
class Data:
    cache: dict = field(default_factory=dict)

    def has(self, key):
        return key in self.cache

    async def get(self, key):
        if self.has(key):
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"

    async def forget(self, key):
        await io()
        del self.cache[key]


class Prop(Base):
    @property
    def entries(self):
        return self.cache

    async def get(self, key):
        if key in self.entries:
            await io()
            return self.entries[key]  # want RH101 "may be gone|may be by now|another thread"


class Objects(Base):
    def __init__(self):
        super().__init__()
        self.parts = {"a": Base()}

    async def get(self, key):
        part = self.parts["a"]
        if key in part.cache:
            await io()
            return part.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Bool(Base):
    def _usable(self, key):
        if key in self.cache:
            return True
        return False

    async def get(self, key):
        if not self._usable(key):
            return None
        await io()
        return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class AndTest(Base):
    def _usable(self, key):
        return bool(key) and key in self.cache

    async def get(self, key):
        if self._usable(key):
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Find(Base):
    def _find(self, key):
        return self.cache.get(key)

    async def get(self, key):
        if self._find(key) is not None:
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class TwoDeep(Base):
    def _has(self, key):
        return key in self.cache

    def _ok(self, key):
        return self._has(key)

    def _load(self, key):
        return self._take(key)

    def _take(self, key):
        return self.cache.pop(key)

    async def get(self, key):
        if self._ok(key):
            await io()
            return self._load(key)  # want RH101 "may be gone|may be by now|another thread"


class Bound(Base):
    def _has(self, key):
        return key in self.cache

    async def get(self, key):
        has = self._has
        if has(key):
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Super(HelperAwaits):
    def plain(self, key):
        return key in self.cache

class Super2(Super):
    async def get(self, key):
        if super().plain(key):
            await io()
            return self.cache[key]  # want RH101 "may be gone|may be by now|another thread"


class Lambda(Base):
    async def get(self, key):
        value = lambda: self.cache[key]
        if key in self.cache:
            await io()
            return value()  # want RH101 "may be gone|may be by now|another thread"


class Fixed(Base):
    def _has(self, key):
        return key in self.cache

    def _take(self, key):
        return self.cache.get(key)

    async def get(self, key):
        if self._has(key):
            await io()
            return self._take(key)


class Fixed2(Base):
    def _has(self, key):
        return key in self.cache

    async def get(self, key):
        await io()
        if self._has(key):
            return self.cache[key]


class Fixed3(Base):
    def _has(self, key):
        return key in self.cache

    def _take(self, key):
        try:
            return self.cache[key]
        except KeyError:
            return None

    async def get(self, key):
        if self._has(key):
            await io()
            return self._take(key)


class Fixed4(Base):
    def _has(self, key):
        return key in self.cache

    async def get(self, key):
        if self._has(key):
            await io()
            if self._has(key):
                return self.cache[key]


class Fixed5(Base):
    lock = asyncio.Lock()

    def _has(self, key):
        return key in self.cache

    async def get(self, key):
        async with self.lock:
            if self._has(key):
                await io()
                return self.cache[key]

    async def forget(self, key):
        async with self.lock:
            self.cache.pop(key, None)


async def main():
    for C in ():
        pass
    x0 = HelperAwaits()
    await asyncio.gather(x0.get(1), x0.forget(1))
    x1 = Inherit()
    await asyncio.gather(x1.get(1), x1.forget(1))
    x2 = Partial()
    await asyncio.gather(x2.get(1), x2.forget(1))
    x3 = ModuleFunc()
    await asyncio.gather(x3.get(1), x3.forget(1))
    x4 = Guard()
    await asyncio.gather(x4.get(1), x4.forget(1))
    x5 = Walrus()
    await asyncio.gather(x5.get(1), x5.forget(1))
    x6 = Ternary()
    await asyncio.gather(x6.get(1), x6.forget(1))
    x7 = MatchStmt()
    await asyncio.gather(x7.get(1), x7.forget(1))
    x8 = AnyTest()
    await asyncio.gather(x8.get(1), x8.forget(1))
    x9 = TryElse()
    await asyncio.gather(x9.get(1), x9.forget(1))
    x10 = WhileLoop()
    await asyncio.gather(x10.get(1), x10.forget(1))
    x11 = Data()
    await asyncio.gather(x11.get(1), x11.forget(1))
    x12 = Prop()
    await asyncio.gather(x12.get(1), x12.forget(1))
    x13 = Objects()
    await asyncio.gather(x13.get(1), x13.forget(1))
    x14 = Bool()
    await asyncio.gather(x14.get(1), x14.forget(1))
    x15 = AndTest()
    await asyncio.gather(x15.get(1), x15.forget(1))
    x16 = Find()
    await asyncio.gather(x16.get(1), x16.forget(1))
    x17 = TwoDeep()
    await asyncio.gather(x17.get(1), x17.forget(1))
    x18 = Bound()
    await asyncio.gather(x18.get(1), x18.forget(1))
    x19 = Super()
    await asyncio.gather(x19.get(1), x19.forget(1))
    x20 = Super2()
    await asyncio.gather(x20.get(1), x20.forget(1))
    x21 = Lambda()
    await asyncio.gather(x21.get(1), x21.forget(1))
    x22 = Fixed()
    await asyncio.gather(x22.get(1), x22.forget(1))
    x23 = Fixed2()
    await asyncio.gather(x23.get(1), x23.forget(1))
    x24 = Fixed3()
    await asyncio.gather(x24.get(1), x24.forget(1))
    x25 = Fixed4()
    await asyncio.gather(x25.get(1), x25.forget(1))
    x26 = Fixed5()
    await asyncio.gather(x26.get(1), x26.forget(1))
asyncio.run(main())


class TCache:
    def __init__(self):
        self.cache = {}

    def _has(self, key):
        return key in self.cache

    def _take(self, key):
        return self.cache[key]

    def get(self, key):
        if self._has(key):
            return self._take(key)  # want RH101 "may be gone|may be by now|another thread"

    def forget(self, key):
        self.cache.pop(key, None)


class TLocked(TCache):
    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def get(self, key):
        with self.lock:
            if self._has(key):
                return self._take(key)

    def forget(self, key):
        with self.lock:
            self.cache.pop(key, None)


class TQueue:
    def __init__(self):
        self.items = []

    def empty(self):
        return not self.items

    def push(self, x):
        self.items.append(x)

    def take(self):
        if not self.empty():
            return self.items.pop()  # want RH101 "may be gone|may be by now|another thread"
        return None


def tmain():
    t = TCache()
    threading.Thread(target=t.get, args=(1,)).start()
    threading.Thread(target=t.forget, args=(1,)).start()
    u = TLocked()
    threading.Thread(target=u.get, args=(1,)).start()
    threading.Thread(target=u.forget, args=(1,)).start()
    q = TQueue()
    for _ in range(3):
        threading.Thread(target=q.take).start()
    q.push(1)


tmain()
