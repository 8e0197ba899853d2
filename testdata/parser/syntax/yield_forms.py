def f():
    yield
    yield 1, 2
    yield *a, b
    x = yield
    x = yield y
    x: int = yield z
    x += yield
    yield from g()
    x = yield from h()
    return (yield), (yield 1)
    await (yield)
