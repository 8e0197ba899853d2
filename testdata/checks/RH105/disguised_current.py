"""RH105: the pattern of the rule's description, told in other words."""
import asyncio


async def io():
    await asyncio.sleep(0.1)


def use(x):
    print(x)


class Base:
    def __init__(self):
        self.current = None
        self.state = {}
        self._cur = None

    @property
    def cur(self):
        return self._cur

    @cur.setter
    def cur(self, value):
        self._cur = value

    def _set(self, item):
        self.current = item

    def _use(self):
        use(self.current)


class Helper(Base):
    async def process(self, item):
        self._set(item)
        await io()
        use(self.current)  # want RH105 error "cur|state"


class HelperUse(Base):
    async def process(self, item):
        self.current = item
        await io()
        self._use()  # want RH105 error "cur|state"


class Both(Base):
    async def process(self, item):
        self._set(item)
        await io()
        self._use()  # want RH105 error "cur|state"


class Alias(Base):
    async def process(self, item):
        me = self
        me.current = item
        await io()
        use(me.current)  # want RH105 error "cur|state"


class Closure(Base):
    async def process(self, item):
        async def inner():
            self.current = item
            await io()
            use(self.current)  # want RH105 error "cur|state"
        await inner()


class Key(Base):
    async def process(self, item):
        self.state["current"] = item
        await io()
        use(self.state["current"])  # want RH105 error "cur|state"


class Prop(Base):
    async def process(self, item):
        self.cur = item
        await io()
        use(self.cur)  # want RH105 error "cur|state"


class Tup(Base):
    async def process(self, item, n):
        self.current, self.n = item, n
        await io()
        use(self.current)  # want RH105 error "cur|state"


class Deep(Base):
    async def wait(self):
        await io()

    async def process(self, item):
        self.current = item
        await self.wait()
        if item:
            for x in self.current:  # want RH105 error "cur|state"
                use(x)


class Ret(Base):
    async def process(self, item):
        try:
            self.current = item
            await io()
        finally:
            use(self.current)  # want RH105 error "cur|state"


class Gen(Base):
    async def process(self, item):
        self.current = item
        async for _ in self.items():
            use(self.current)  # want RH105 error "cur|state"

    async def items(self):
        await io()
        yield 1


class Derived(Base):
    async def process(self, item):
        self.current = await self.parse(item)
        await io()
        use(self.current)  # want RH105 error "cur|state"

    async def parse(self, item):
        await io()
        return item


class Passed(Base):
    """The helpers get what they work on."""

    def _show(self, item):
        use(item)

    async def process(self, item):
        current = item
        await io()
        self._show(current)


class Fresh(Base):
    async def process(self, item):
        self._set(item)
        await io()
        self._set(item)
        self._use()


class Locked(Base):
    lock = asyncio.Lock()

    async def process(self, item):
        async with self.lock:
            self._set(item)
            await io()
            self._use()


current = None


async def module_process(item):
    global current
    current = item
    await io()
    use(current)  # want RH105 error "cur|state"


async def main():
    await asyncio.gather(module_process("a"), module_process("b"))


async def main2():
    a = Helper()
    await asyncio.gather(a.process(1), a.process(2))
    b = HelperUse()
    await asyncio.gather(*[b.process(i) for i in range(3)])
    c = Both()
    async with asyncio.TaskGroup() as tg:
        for i in range(3):
            tg.create_task(c.process(i))
    d = Alias()
    await asyncio.gather(d.process(1), d.process(2))
    e = Closure()
    await asyncio.gather(e.process(1), e.process(2))
    f = Key()
    await asyncio.gather(f.process(1), f.process(2))
    g = Prop()
    await asyncio.gather(g.process(1), g.process(2))
    h = Tup()
    await asyncio.gather(h.process(1, 2), h.process(2, 3))
    i = Deep()
    await asyncio.gather(i.process(1), i.process(2))
    k = Ret()
    await asyncio.gather(k.process(1), k.process(2))
    l = Gen()
    await asyncio.gather(l.process(1), l.process(2))
    n = Derived()
    await asyncio.gather(n.process(1), n.process(2))


    o = Passed()
    await asyncio.gather(o.process(1), o.process(2))
    p = Fresh()
    await asyncio.gather(p.process(1), p.process(2))
    q = Locked()
    await asyncio.gather(q.process(1), q.process(2))


asyncio.run(main())
asyncio.run(main2())
