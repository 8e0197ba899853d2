"""RH307: an async generator is no coroutine, and neither is a plain one."""


async def rows():
    yield 1


def lines():
    yield 1


def prepare():
    rows()
    lines()
