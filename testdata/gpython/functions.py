"""Parameters, annotations, decorators, lambdas, classes, generators."""
import asyncio
import functools


def none(): pass
def one(a): return a
def trailing(a, b,): return a, b
def defaults(a, b=1, c=(2, 3)): return a
def star(*args): return args
def star_star(**kwargs): return kwargs
def both(a, *args, **kwargs): return args
def only(*, a, b=1, c, d=lambda: 2): return a
def only_after(x, y=0, *rest, a, b=[], **kwargs): return a
def only_last(*, a=1, b): return b
def bare_then_kwargs(x, *, a=(1), **kwargs): return a


def annotated(a: int, b: "str"="x", *args: (list), c: dict={}, d, **kwargs: {"k": 1}) -> [int]:
    return lambda: a


@functools.wraps
@functools.lru_cache(maxsize=None)
@one
@one()
@one(1, *[2], key=3, **{})
def decorated():
    """Docstring."""


@asyncio.coroutine
def fetch(queue, loop=None):
    item = yield from queue.get()
    yield
    yield item
    yield item, 1
    (yield)
    reply = yield item
    reply = yield from (item)
    reply += yield
    reply = (yield), (yield reply)
    return reply


plain = lambda: None
unary = lambda x: -x
many = lambda x, y=1, *args, z, w=2, **kwargs: (x, y)
names = lambda *, k=1, l: k
stars = lambda *args: lambda **kwargs: (args, kwargs)
last = lambda *args, **kwargs: args
choose = lambda x: x if x else (lambda: x)


class Empty: pass
class EmptyToo(): pass
class Child(Empty, asyncio.Lock): value = 1


@functools.total_ordering
class Full(Empty, metaclass=type, *[EmptyToo], flag=True, **{}):
    """Docstring."""
    shared = {}
    first, second = 1, 2

    @property
    def size(self):
        return super().size

    @size.setter
    def size(self, value): self._size = value

    @staticmethod
    def make(*args): return Full(*args)

    class Inner(Child):
        def method(self):
            def local(): return self
            return local

    make.__doc__ = "made"
