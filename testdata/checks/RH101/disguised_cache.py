"""RH101: test, await, act, told in other words."""
import asyncio


async def io():
    await asyncio.sleep(1)


class Base:
    def __init__(self):
        self.cache = {}
        self.items = []
        self.queue = asyncio.Queue()

    async def forget(self, key):
        await io()
        self.cache.pop(key, None)
        self.items.pop()
        self.queue.get_nowait()


class A(Base):
    async def get(self, key):
        if key in self.cache:
            await io()
            return self.cache[key]  # want RH101 error "may be gone|may be by now"


class B(Base):
    async def get(self, key):
        if key not in self.cache:
            return None
        await io()
        value = self.cache[key]  # want RH101 error "may be gone|may be by now"
        return value


class C(Base):
    def has(self, key):
        return key in self.cache

    async def get(self, key):
        if self.has(key):
            await io()
            return self.cache[key]  # want RH101 error "may be gone"


class D(Base):
    def take(self, key):
        return self.cache[key]

    async def get(self, key):
        if key in self.cache:
            await io()
            return self.take(key)  # want RH101 error "may be gone"


class E(Base):
    async def get(self, key):
        cache = self.cache
        if key in cache:
            await io()
            return cache[key]  # want RH101 error "may be gone|may be by now"


class F(Base):
    async def get(self, key):
        async def inner():
            await io()
            return self.cache[key]
        if key in self.cache:
            return await inner()  # want RH101 error "may be gone"


class G(Base):
    async def get(self, key):
        if self.items:
            await io()
            return self.items.pop()  # want RH101 error "may be gone|may be by now"


class H(Base):
    async def get(self, key):
        if not self.queue.empty():
            await io()
            return self.queue.get_nowait()  # want RH101 error "may be gone|may be by now"


class I(Base):
    async def get(self, key):
        if self.cache.get(key):
            await io()
            return self.cache[key]  # want RH101 error "may be gone|may be by now"


class J(Base):
    async def get(self, key):
        if key in self.cache:
            await io()
            del self.cache[key]  # want RH101 error "may be gone|may be by now"


class K(Base):
    async def get(self, key):
        while len(self.items) > 0:
            await io()
            self.items.pop()  # want RH101 error "may be gone|may be by now"


cache = {}


async def forget(key):
    await io()
    cache.pop(key, None)


async def get(key):
    if key in cache:
        await io()
        return cache[key]  # want RH101 error "may be gone|may be by now"


class L(Base):
    async def get(self, key):
        if key in self.cache.keys():
            await io()
            return self.cache[key]  # want RH101 error "may be gone|may be by now"


class M(Base):
    async def get(self, key):
        ok = key in self.cache
        if ok:
            await io()
            return self.cache[key]  # want RH101 error "may be gone|may be by now"


class Tested(Base):
    async def get(self, key):
        await io()
        ok = key in self.cache
        if ok:
            return self.cache[key]


class Tolerant(Base):
    async def get(self, key):
        if key in self.cache.keys():
            await io()
            return self.cache.get(key)


class Expecting(Base):
    async def get(self, key):
        cache = self.cache
        try:
            if key in cache:
                await io()
                return cache[key]
        except KeyError:
            return None


async def main():
    x = Tested()
    await asyncio.gather(x.get(1), x.forget(1))
    y = Tolerant()
    await asyncio.gather(y.get(1), y.forget(1))
    z = Expecting()
    await asyncio.gather(z.get(1), z.forget(1))
    a = A()
    await asyncio.gather(a.get(1), a.forget(1))
    b = B()
    await asyncio.gather(b.get(1), b.forget(1))
    c = C()
    await asyncio.gather(c.get(1), c.forget(1))
    d = D()
    await asyncio.gather(d.get(1), d.forget(1))
    e = E()
    await asyncio.gather(e.get(1), e.forget(1))
    f = F()
    await asyncio.gather(f.get(1), f.forget(1))
    g = G()
    await asyncio.gather(g.get(1), g.forget(1))
    h = H()
    await asyncio.gather(h.get(1), h.forget(1))
    i = I()
    await asyncio.gather(i.get(1), i.forget(1))
    j = J()
    await asyncio.gather(j.get(1), j.forget(1))
    k = K()
    await asyncio.gather(k.get(1), k.forget(1))
    await asyncio.gather(get(1), forget(1))
    l = L()
    await asyncio.gather(l.get(1), l.forget(1))
    m = M()
    await asyncio.gather(m.get(1), m.forget(1))


asyncio.run(main())
