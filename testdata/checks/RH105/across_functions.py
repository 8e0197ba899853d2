"""RH105: set and used in different functions, or by name."""
import asyncio
import functools
from dataclasses import dataclass


async def io():
    await asyncio.sleep(1)


def use(x):
    print(x)


class SetAttr:
    async def arun(self, item=1):
        setattr(self, "current", item)
        await io()
        use(self.current)  # want RH105 "was set before"


class GetAttr:
    async def arun(self, item=1):
        self.current = item
        await io()
        use(getattr(self, "current"))  # want RH105 "was set before"


class Helper:
    def _begin(self, item):
        self.current = item

    async def arun(self, item=1):
        self._begin(item)
        await io()
        use(self.current)  # want RH105 "was set before"


class UseHelper:
    def _finish(self):
        use(self.current)

    async def arun(self, item=1):
        self.current = item
        await io()
        self._finish()  # want RH105 "was set before"


class AwaitHelper:
    async def _step(self):
        await io()
        use(self.current)

    async def arun(self, item=1):
        self.current = item
        await self._step()  # want RH105 "was set before"


class TwoAwait:
    async def _begin(self, item):
        self.current = item
        await io()

    async def arun(self, item=1):
        await self._begin(item)
        use(self.current)  # want RH105 "was set before"


class Prop:
    @property
    def current(self):
        return self._current

    @current.setter
    def current(self, v):
        self._current = v

    async def arun(self, item=1):
        self.current = item
        await io()
        use(self.current)  # want RH105 "was set before"


class Closure:
    async def arun(self, item=1):
        def done():
            use(self.current)
        self.current = item
        await io()
        done()  # want RH105 "was set before"


class Fields:
    async def arun(self, item=1):
        self.a, self.b = item, item
        await io()
        use(self.b)  # want RH105 "was set before"


@dataclass
class Data:
    current: int = 0

    async def arun(self, item=1):
        self.current = item
        await io()
        use(self.current)  # want RH105 "was set before"


class State:
    def __init__(self):
        self.current = None


class Nested:
    def __init__(self):
        self.state = State()

    async def arun(self, item=1):
        self.state.current = item
        await io()
        use(self.state.current)  # want RH105 "was set before"


class Elem:
    def __init__(self):
        self.state = {}

    async def arun(self, item=1):
        self.state["current"] = item
        await io()
        use(self.state["current"])  # want RH105 "was set before"


class Alias:
    def __init__(self):
        self.state = {}

    async def arun(self, item=1):
        s = self.state
        s["current"] = item
        await io()
        use(s["current"])  # want RH105 "was set before"


class Partial:
    def _show(self, prefix):
        use((prefix, self.current))

    async def arun(self, item=1):
        show = functools.partial(self._show, "a")
        self.current = item
        await io()
        show()  # want RH105 "was set before"


class Loop:
    async def arun(self, items=(1, 2)):
        for item in items:
            self.current = item
            await io()
            use(self.current)  # want RH105 "was set before"


class Gather:
    async def arun(self, item=1):
        self.current = item
        await asyncio.gather(io(), io())
        use(self.current)  # want RH105 "was set before"


class TryFin:
    async def arun(self, item=1):
        self.current = item
        try:
            await io()
        finally:
            use(self.current)  # want RH105 "was set before"


class With:
    async def arun(self, item=1):
        self.current = item
        async with asyncio.timeout(3):
            pass
        await io()
        return self.current  # want RH105 "was set before"


class ClassAttr:
    current = None

    async def arun(self, item=1):
        type(self).current = item
        await io()
        use(type(self).current)  # want RH105 "was set before"


class ClassAttr2:
    current = None

    async def arun(self, item=1):
        ClassAttr2.current = item
        await io()
        use(ClassAttr2.current)  # want RH105 "was set before"


class FixedParam:
    def _finish(self, item):
        use(item)

    async def arun(self, item=1):
        self.current = item
        await io()
        self._finish(item)


class FixedLock:
    def __init__(self):
        self.lock = asyncio.Lock()

    def _begin(self, item):
        self.current = item

    async def arun(self, item=1):
        async with self.lock:
            self._begin(item)
            await io()
            use(self.current)


async def main():
    for i in range(3):
        pass
    xSetAttr = SetAttr()
    await asyncio.gather(xSetAttr.arun(), xSetAttr.arun())
    xGetAttr = GetAttr()
    await asyncio.gather(xGetAttr.arun(), xGetAttr.arun())
    xHelper = Helper()
    await asyncio.gather(xHelper.arun(), xHelper.arun())
    xUseHelper = UseHelper()
    await asyncio.gather(xUseHelper.arun(), xUseHelper.arun())
    xAwaitHelper = AwaitHelper()
    await asyncio.gather(xAwaitHelper.arun(), xAwaitHelper.arun())
    xTwoAwait = TwoAwait()
    await asyncio.gather(xTwoAwait.arun(), xTwoAwait.arun())
    xProp = Prop()
    await asyncio.gather(xProp.arun(), xProp.arun())
    xClosure = Closure()
    await asyncio.gather(xClosure.arun(), xClosure.arun())
    xFields = Fields()
    await asyncio.gather(xFields.arun(), xFields.arun())
    xData = Data()
    await asyncio.gather(xData.arun(), xData.arun())
    xNested = Nested()
    await asyncio.gather(xNested.arun(), xNested.arun())
    xElem = Elem()
    await asyncio.gather(xElem.arun(), xElem.arun())
    xAlias = Alias()
    await asyncio.gather(xAlias.arun(), xAlias.arun())
    xPartial = Partial()
    await asyncio.gather(xPartial.arun(), xPartial.arun())
    xLoop = Loop()
    await asyncio.gather(xLoop.arun(), xLoop.arun())
    xGather = Gather()
    await asyncio.gather(xGather.arun(), xGather.arun())
    xTryFin = TryFin()
    await asyncio.gather(xTryFin.arun(), xTryFin.arun())
    xWith = With()
    await asyncio.gather(xWith.arun(), xWith.arun())
    xClassAttr = ClassAttr()
    await asyncio.gather(xClassAttr.arun(), xClassAttr.arun())
    xClassAttr2 = ClassAttr2()
    await asyncio.gather(xClassAttr2.arun(), xClassAttr2.arun())
    xFixedParam = FixedParam()
    await asyncio.gather(xFixedParam.arun(), xFixedParam.arun())
    xFixedLock = FixedLock()
    await asyncio.gather(xFixedLock.arun(), xFixedLock.arun())
asyncio.run(main())
