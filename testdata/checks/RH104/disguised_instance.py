"""RH104: creation on first use, told in other words."""
import asyncio


async def create():
    await asyncio.sleep(1)
    return object()


class Base:
    async def fill(self):
        self._instance = await create()


class A:
    """never set elsewhere"""
    async def get(self):
        if not hasattr(self, "_instance"):
            self._instance = await create()  # want RH104 error "found missing|may have changed"
        return self._instance


class B(Base):
    async def get(self):
        if self._instance is None:
            self._instance = await create()  # want RH104 error "found missing|may have changed"
        return self._instance


class C:
    _instance = None

    async def get(self):
        if getattr(self, "_instance", None) is None:
            self._instance = await create()  # want RH104 error "found missing|may have changed"
        return self._instance


class D:
    def __init__(self):
        self._instance = None

    async def _make(self):
        x = await create()
        self._instance = x
        return x

    async def get(self):
        if self._instance is None:
            await self._make()  # want RH104 error "found missing|may have changed"
        return self._instance


class E:
    def __init__(self):
        self._instance = None

    async def get(self):
        inst = self._instance
        if inst is None:
            inst = await create()
            self._instance = inst  # want RH104 error "found missing|may have changed"
        return inst


class F:
    def __init__(self):
        self._d = {}

    async def get(self, k):
        try:
            return self._d[k]
        except KeyError:
            v = self._d[k] = await create()  # want RH104 warning "found missing|may have changed"
            return v


class G:
    def __init__(self):
        self._instance = None

    async def get(self):
        async def make():
            if self._instance is None:
                self._instance = await create()  # want RH104 error "found missing|may have changed"
        await make()
        return self._instance


class H:
    _instance = None

    @classmethod
    async def get(cls):
        if cls._instance is None:
            cls._instance = await create()  # want RH104 error "found missing|may have changed"
        return cls._instance


class I:
    async def get(self):
        if self._thing is None:
            self._thing = await create()  # want RH104 error "found missing|may have changed"
        return self._thing


class J:
    def __init__(self):
        self._instance = None

    @property
    def ready(self):
        return self._instance is not None

    async def get(self):
        if not self.ready:
            self._instance = await create()  # want RH104 error "found missing|may have changed"
        return self._instance


class K:
    def __init__(self):
        self._instance = None

    async def get(self):
        if self._instance:
            return self._instance
        me = self
        me._instance = await create()  # want RH104 error "found missing|may have changed"
        return me._instance


class L:
    def __init__(self):
        self._instance = None

    async def get(self):
        self._instance = self._instance or await create()  # want RH104 error "found missing|may have changed"
        return self._instance


_conn = None


async def module_get():
    global _conn
    if _conn is None:
        _conn = await create()  # want RH104 error "found missing|may have changed"
    return _conn


class M:
    def __init__(self):
        self.p = None

    async def get(self):
        if self.p is None:
            async with asyncio.timeout(1):
                p = await create()
                self.p = p  # want RH104 error "found missing|may have changed"
        return self.p


class Looks:
    """The helper looks again."""

    def __init__(self):
        self._instance = None

    async def _make(self):
        x = await create()
        if self._instance is None:
            self._instance = x

    async def get(self):
        if self._instance is None:
            await self._make()
        return self._instance


class Held:
    def __init__(self):
        self._instance = None
        self.lock = asyncio.Lock()

    async def _make(self):
        self._instance = await create()

    async def get(self):
        async with self.lock:
            if self._instance is None:
                await self._make()
        return self._instance


class AtOnce:
    """Nothing suspends before the assignment."""

    def __init__(self):
        self._instance = None

    @property
    def ready(self):
        return self._instance is not None

    async def get(self):
        if not self.ready:
            self._instance = object()
        await create()
        return self._instance


async def main():
    n = Looks()
    await asyncio.gather(n.get(), n.get())
    o = Held()
    await asyncio.gather(o.get(), o.get())
    p = AtOnce()
    await asyncio.gather(p.get(), p.get())
    a = A()
    await asyncio.gather(a.get(), a.get())
    b = B()
    await asyncio.gather(b.get(), b.get())
    c = C()
    await asyncio.gather(c.get(), c.get())
    d = D()
    await asyncio.gather(d.get(), d.get())
    e = E()
    await asyncio.gather(e.get(), e.get())
    f = F()
    await asyncio.gather(f.get(1), f.get(1))
    g = G()
    await asyncio.gather(g.get(), g.get())
    await asyncio.gather(H.get(), H.get())
    i = I()
    await asyncio.gather(i.get(), i.get())
    j = J()
    await asyncio.gather(j.get(), j.get())
    k = K()
    await asyncio.gather(k.get(), k.get())
    l = L()
    await asyncio.gather(l.get(), l.get())
    await asyncio.gather(module_get(), module_get())
    m = M()
    await asyncio.gather(m.get(), m.get())


asyncio.run(main())
