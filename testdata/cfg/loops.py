async def consume(queue, out):
    while True:
        async for x in queue:
            if x is None:
                return
            out[x] = [y async for y in x]
        else:
            await out.flush()
            continue


def conditions(a, b, c):
    assert a
    while a and not b:
        a = b if c else a.next
    return a or b
