@outer
@app.route("/", methods=[1])
def f(a, b=one(), /, c=two(), *args, d, e=three(), **kw) -> None:
    """Docstring."""
    n = 0

    def inner():
        nonlocal n
        global g
        n += 1
        g = n
        return lambda q=n: q + a

    class Local:
        def m(self):
            return n

    return inner


async def co():
    yield 1


def gen():
    x = yield
    y = yield x
    yield from y
    return (yield)


def never():
    return
    yield


async def \
        spaced(self):
    pass


def declares():
    global made, Made

    def made(): ...

    class Made:
        def m(self): ...
