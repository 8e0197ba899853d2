x = [x for x in xs if x if not x.bad]


def f(x, rows):
    a = [x for x in x]
    b = {k: v for k, v in rows.items()}
    c = {e for row in rows if row for e in row}
    d = [[y for y in row] for row in rows]
    e = [lambda: i for i in rows]
    g = sum(n * x for n in rows if n)
    h = [last := z for z in rows]
    return any((hit := t) for t in rows), hit, last


class C:
    n = 3
    squares = [n * i for i in range(n)]


async def agen(src):
    a = [x async for x in src]
    b = [await x for x in src]
    c = (x async for x in src)
    d = (await x for x in src)
    return {x async for x in src if await x.ok}
