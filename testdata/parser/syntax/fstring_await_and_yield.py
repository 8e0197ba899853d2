async def f():
    return f"{await x} {(yield y)!r} {[z async for z in w]}"
