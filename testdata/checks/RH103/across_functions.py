"""RH103: iteration and mutation in different functions, or in forms of their own."""
import asyncio
import threading
import functools
from dataclasses import dataclass, field


async def io():
    await asyncio.sleep(1)


def should(k):
    return k


class Base:
    def __init__(self):
        self.data = {"a": 1}
        self.items = [1]
        self.subs = set()

    async def change(self):
        await io()
        self.data["x"] = 1
        self.data.pop("y", None)
        self.subs.add(1)


class Seed(Base):
    def run(self):
        for k in self.data:
            if should(k):
                del self.data[k]  # want RH103 "changed|removed|resize|while|iterat"


class Helper(Base):
    def _drop(self, k):
        del self.data[k]

    def run(self):
        for k in self.data:
            if should(k):
                self._drop(k)  # want RH103 "changed|removed|resize|while|iterat"


class HelperIter(Base):
    def _all(self):
        return self.data.items()

    def run(self):
        for k, v in self._all():
            del self.data[k]  # want RH103 "changed|removed|resize|while|iterat"


class Alias(Base):
    def run(self):
        d = self.data
        for k in d:
            self.data.pop(k)  # want RH103 "changed|removed|resize|while|iterat"


class Closure(Base):
    def run(self):
        def drop(k):
            self.data.pop(k)
        for k in self.data:
            drop(k)  # want RH103 "changed|removed|resize|while|iterat"


class Awaiting(Base):
    async def arun(self):
        for k in self.data:  # want RH103 "changed|removed|resize|while|iterat"
            await io()


class AwaitHelper(Base):
    async def _step(self, k):
        await io()

    async def arun(self):
        for k in self.data:  # want RH103 "changed|removed|resize|while|iterat"
            await self._step(k)


class Comp(Base):
    async def arun(self):
        return [await io() for k in self.subs]  # want RH103 "changed|removed|resize|while|iterat"


class Partial(Base):
    def run(self):
        drop = functools.partial(self.data.pop)
        for k in self.data:
            drop(k)  # miss RH103 "a method of the container given to partial"


@dataclass
class Data:
    data: dict = field(default_factory=dict)

    def run(self):
        for k in self.data.keys():
            self.data.pop(k)  # want RH103 "changed|removed|resize|while|iterat"


def remove(d, k):
    del d[k]


class ModFunc(Base):
    def run(self):
        for k in self.data:
            remove(self.data, k)  # want RH103 "changed|removed|resize|while|iterat"


class Prop(Base):
    @property
    def entries(self):
        return self.data

    def run(self):
        for k in self.entries:
            self.data.pop(k)  # want RH103 "changed|removed|resize|while|iterat"


class While(Base):
    def run(self):
        it = iter(self.data)
        while True:
            k = next(it)
            del self.data[k]  # miss RH103 "next is called by hand"


class Enum(Base):
    def run(self):
        for i, k in enumerate(self.items):
            self.items.remove(k)  # want RH103 "changed|removed|resize|while|iterat"


class GenHelper(Base):
    def _walk(self):
        for k in self.data:
            yield k

    def run(self):
        for k in self._walk():
            del self.data[k]  # want RH103 "changed|removed|resize|while|iterat"


class Setter(Base):
    def _add(self, k):
        self.data.setdefault(k + "x", 1)

    def run(self):
        for k in self.data:
            self._add(k)  # want RH103 "changed|removed|resize|while|iterat"


class Fixed(Base):
    def _drop(self, k):
        del self.data[k]

    def run(self):
        for k in list(self.data):
            self._drop(k)


class Fixed2(Base):
    async def arun(self):
        for k in list(self.data):
            await io()


class Fixed3(Base):
    def run(self):
        for k in self.data:
            if should(k):
                del self.data[k]
                break


async def main():
    Seed().run()
    Helper().run()
    HelperIter().run()
    Alias().run()
    Closure().run()
    xAwaiting = Awaiting()
    await asyncio.gather(xAwaiting.arun(), xAwaiting.change())
    xAwaitHelper = AwaitHelper()
    await asyncio.gather(xAwaitHelper.arun(), xAwaitHelper.change())
    xComp = Comp()
    await asyncio.gather(xComp.arun(), xComp.change())
    Partial().run()
    Data().run()
    ModFunc().run()
    Prop().run()
    While().run()
    Enum().run()
    GenHelper().run()
    Setter().run()
    Fixed().run()
    xFixed2 = Fixed2()
    await asyncio.gather(xFixed2.arun(), xFixed2.change())
    Fixed3().run()
asyncio.run(main())
